import { describe, expect, test } from 'vitest'
import { exposureOf, type Surroundings } from '../../../../src/domain/signage/exposure.ts'
import { cycleMonthsOf, nextCheckDate, type CycleFacts } from '../../../../src/domain/signage/next-check.ts'
import { ageYearsOf, areaOf, isLarge, isTestRequired } from '../../../../src/domain/signage/sign-size.ts'

const around = (facts: Partial<Surroundings>): Surroundings => ({
  gateM: null,
  roadClass: 'backStreet',
  pathBelow: 'green',
  isBusyPlace: false,
  ...facts,
})

describe('the exposure of a sign', () => {
  test('is E3 up to 200 m from a gate of a school, whatever lies beneath', () => {
    expect(exposureOf(around({ gateM: 200 }))).toBe('E3')
    expect(exposureOf(around({ gateM: 200.1 }))).toBe('E1')
  })

  test('is E3 over an entrance and over the footway of a main street, E2 over an ordinary way', () => {
    expect(exposureOf(around({ pathBelow: 'entrance' }))).toBe('E3')
    expect(exposureOf(around({ pathBelow: 'footway', roadClass: 'main' }))).toBe('E3')
    expect(exposureOf(around({ pathBelow: 'footway' }))).toBe('E2')
    expect(exposureOf(around({ pathBelow: 'carriageway' }))).toBe('E2')
  })

  test('is E3 where the surveyor sees a bus stop, a hospital or a market', () => {
    expect(exposureOf(around({ isBusyPlace: true }))).toBe('E3')
  })

  test('takes a street that nobody has classed for a main one', () => {
    expect(exposureOf(around({ roadClass: null }))).toBe('E2')
  })
})

describe('the size and the age of a sign', () => {
  test('make it large from 10 m² or with a side of 4 m', () => {
    expect(isLarge({ widthM: 3.9, heightM: 2.5 })).toBe(false)
    expect(isLarge({ widthM: 3.9, heightM: 2.6 })).toBe(true)
    expect(isLarge({ widthM: 4, heightM: 0.5 })).toBe(true)
    expect(areaOf({ widthM: 3.333, heightM: 3 })).toBe(10)
    expect(areaOf({ widthM: 3.333, heightM: 3, areaM2: 8 })).toBe(8)
  })

  test('ask for a test report when it is heavy or large and older than two years, or of unknown age', () => {
    const small = { widthM: 1, heightM: 1 }
    expect(isTestRequired('ROOF', small, 3)).toBe(true)
    expect(isTestRequired('ROOF', small, 2)).toBe(false)
    expect(isTestRequired('FASCIA', small, 20)).toBe(false)
    expect(isTestRequired('FASCIA', { widthM: 5, heightM: 1 }, null)).toBe(true)
    expect(ageYearsOf(2020, 2026)).toBe(6)
  })
})

describe('the next check', () => {
  const sign = (facts: Partial<CycleFacts> = {}): CycleFacts => ({
    signType: 'FASCIA',
    widthM: 3,
    heightM: 1,
    roadClass: 'backStreet',
    ageYears: 2,
    ...facts,
  })

  test('comes in a month for what is heavy and large, in three for fascias on main roads, else in six', () => {
    expect(cycleMonthsOf(sign({ signType: 'ROOF', widthM: 10 }))).toBe(1)
    expect(cycleMonthsOf(sign({ roadClass: 'main' }))).toBe(3)
    expect(cycleMonthsOf(sign())).toBe(6)
  })

  test('comes one step sooner once it is older than five years or of unknown age', () => {
    expect(cycleMonthsOf(sign({ ageYears: 6 }))).toBe(3)
    expect(cycleMonthsOf(sign({ roadClass: 'main', ageYears: null }))).toBe(1)
    expect(cycleMonthsOf(sign({ signType: 'POLE', widthM: 10, ageYears: 6 }))).toBe(1)
  })

  test('falls on the last day of a month that is shorter', () => {
    expect(nextCheckDate(sign(), '2026-08-31')).toBe('2027-02-28')
    expect(nextCheckDate(sign({ roadClass: 'main' }), '2026-11-30')).toBe('2027-02-28')
  })
})
