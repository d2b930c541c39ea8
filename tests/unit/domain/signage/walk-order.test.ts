import { describe, expect, test } from 'vitest'
import { walkOrder } from '../../../../src/domain/signage/walk-order.ts'
import type { SignState } from '../../../../src/domain/signage/sign-state.ts'

/** A street that goes east and then turns north; a thousandth of a degree is about a hundred metres. */
const street = [
  { lat: 32, lng: 117 },
  { lat: 32, lng: 117.01 },
  { lat: 32.01, lng: 117.01 },
]

const sign = (signId: string, lat: number, lng: number, nextCheckDate: string | null = null): SignState =>
  ({
    signId,
    mergedInto: null,
    surveys: [],
    nextCheckDate,
    attributes: { point: { lat, lng } },
  }) as unknown as SignState

const on = { date: '2026-11-20', timeZone: 'Asia/Shanghai', windEndsOf: () => [], seasons: [] }

const east = sign('sign-east', 32.0001, 117.003)
const corner = sign('sign-corner', 31.9999, 117.0099)
const north = sign('sign-north', 32.006, 117.0101)
const checked = sign('sign-checked', 32, 117.001, '2027-11-20')
const due = sign('sign-due', 32.009, 117.01, '2026-11-20')
const all = [north, checked, due, corner, east]

const ids = (here: { lat: number; lng: number } | null): readonly string[] =>
  walkOrder(all, street, here, on).map(({ signId }) => signId)

describe('走街顺序', () => {
  test('passes every sign that is to be surveyed once, around the corner, and leaves out those that are not due', () => {
    expect(ids(null)).toEqual(['sign-east', 'sign-corner', 'sign-north', 'sign-due'])
  })

  test('begins at the end of the street that is nearer', () => {
    expect(ids({ lat: 32.0099, lng: 117.01 })).toEqual(['sign-due', 'sign-north', 'sign-corner', 'sign-east'])
    expect(ids({ lat: 32, lng: 117.001 })[0]).toBe('sign-east')
  })

  test('is empty where nothing is due, and does not fail on a street that has no line', () => {
    expect(walkOrder([checked], street, null, on)).toEqual([])
    expect(walkOrder([east, north], [], null, on)).toEqual([east, north])
  })
})
