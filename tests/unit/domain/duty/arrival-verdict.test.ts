import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  isArrivalOpen,
  needsManualEvidence,
  placeArrival,
  timeArrival,
} from '../../../../src/domain/duty/arrival-verdict.ts'
import type { Fix } from '../../../../src/domain/place/point.ts'
import { at, ms } from '../../../support/entry-maker.ts'

const post = { point: { lat: 32.63, lng: 117.05 }, radiusM: 100 }
/** One degree of latitude is 111,195 m on the sphere that distances are measured on. */
const northOfPost = (metres: number, accuracyM: number | null): Fix => ({
  lat: post.point.lat + metres / 111_195,
  lng: post.point.lng,
  accuracyM,
  crs: 'wgs84',
  source: 'gps',
  fixAt: at('07:10'),
})

describe('where one arrives', () => {
  test.each([
    [0, 5, 'inside'],
    [105, 5, 'inside'],
    [106, 5, 'outside'],
    [199, 100, 'inside'],
    [20, 101, 'weakFix'],
    [500, 20, 'outside'],
  ] as const)('%i m off with an accuracy of %i m is %s', (metres, accuracyM, placed) => {
    expect(placeArrival(post, northOfPost(metres, accuracyM))).toEqual({ placed, distanceM: metres, accuracyM })
  })

  test('is not proven by a fix that does not say how vague it is', () => {
    expect(placeArrival(post, northOfPost(3, null))).toEqual({ placed: 'weakFix', distanceM: 3, accuracyM: null })
  })

  test('is not proven without a fix', () => {
    expect(placeArrival(post, null)).toEqual({ placed: 'noFix', distanceM: null, accuracyM: null })
  })

  test('is not judged where there is no post', () => {
    expect(placeArrival(null, northOfPost(3, 12))).toEqual({ placed: 'notApplicable', distanceM: null, accuracyM: 12 })
    expect(placeArrival(null, null)).toEqual({ placed: 'notApplicable', distanceM: null, accuracyM: null })
  })

  test.each([
    ['inside', false],
    ['notApplicable', false],
    ['outside', true],
    ['weakFix', true],
    ['noFix', true],
  ] as const)('%s asks for a photo of the plaque and a reason: %s', (placed, asked) => {
    expect(needsManualEvidence({ placed, distanceM: null, accuracyM: null })).toBe(asked)
  })

  test('stays inside when one comes nearer', () => {
    const metres = fc.integer({ min: 0, max: 400 })
    fc.assert(
      fc.property(metres, metres, fc.integer({ min: 0, max: 100 }), (one, other, accuracyM) => {
        const [near, far] = one < other ? [one, other] : [other, one]
        if (placeArrival(post, northOfPost(far, accuracyM)).placed !== 'inside') return
        expect(placeArrival(post, northOfPost(near, accuracyM)).placed).toBe('inside')
      }),
    )
  })
})

describe('when one arrives', () => {
  const startsAtMs = ms('07:20')

  test.each([
    ['07:00:00', 'onTime'],
    ['07:20:00', 'onTime'],
    ['07:20:01', 'late'],
    ['07:35:00', 'late'],
    ['07:35:01', 'absent'],
  ] as const)('at %s for 07:20 is %s', (time, timeliness) => {
    expect(timeArrival(startsAtMs, ms(time))).toBe(timeliness)
  })

  test('is not judged for a patrol', () => {
    expect(timeArrival(startsAtMs, ms('09:00'), false)).toBe('notApplicable')
  })

  test.each([
    ['07:04:59', false],
    ['07:05:00', true],
    ['09:00:00', true],
  ])('到岗 for 07:20 is open at %s: %s', (time, open) => {
    expect(isArrivalOpen(startsAtMs, ms(time))).toBe(open)
  })
})
