import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alongLineM } from '../../../../src/domain/place/along-line.ts'
import { compassPoint } from '../../../../src/domain/place/compass.ts'
import { distanceM } from '../../../../src/domain/place/distance.ts'

const start = { lat: 32, lng: 117 }
const middle = { lat: 32, lng: 117.01 }
const end = { lat: 32.01, lng: 117.01 }
const lengthM = distanceM(start, middle) + distanceM(middle, end)

describe('the way along a line', () => {
  test('grows from nothing at its beginning to its length at its end', () => {
    expect(alongLineM(start, [start, middle, end])).toBe(0)
    expect(alongLineM(end, [start, middle, end])).toBeCloseTo(lengthM, 3)
    expect(alongLineM({ lat: 32.001, lng: 117.005 }, [start, middle, end])).toBeCloseTo(lengthM / 4, -2)
  })

  test('is never behind the beginning nor beyond the end, wherever one stands', () => {
    const degrees = fc.double({ min: -0.05, max: 0.05, noNaN: true })
    fc.assert(
      fc.property(degrees, degrees, (lat, lng) => {
        const alongM = alongLineM({ lat: 32 + lat, lng: 117 + lng }, [start, middle, end])
        expect(alongM).toBeGreaterThanOrEqual(0)
        expect(alongM).toBeLessThanOrEqual(lengthM + 0.001)
      }),
    )
  })

  test('of a line of one point, or of none, is nothing', () => {
    expect([alongLineM(end, [start]), alongLineM(end, [])]).toEqual([0, 0])
  })
})

test.each([
  [0, '北'],
  [22, '北'],
  [23, '东北'],
  [180, '南'],
  [359.9, '北'],
])('%d° is %s', (bearing, words) => expect(compassPoint(bearing)).toBe(words))
