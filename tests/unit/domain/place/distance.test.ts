import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bearingDeg, distanceM, distanceToLineM } from '../../../../src/domain/place/distance.ts'

const gate = { lat: 32.63, lng: 117.05 }
/** Metres per degree on a sphere of the earth's mean radius. */
const perDegreeM = 111_195.08
const moved = (from: { lat: number; lng: number }, northM: number, eastM: number) => ({
  lat: from.lat + northM / perDegreeM,
  lng: from.lng + eastM / (perDegreeM * Math.cos((from.lat * Math.PI) / 180)),
})

describe('a distance', () => {
  test('of one degree of latitude is 111.2 km', () => {
    expect(distanceM({ lat: 0, lng: 0 }, { lat: 1, lng: 0 })).toBeCloseTo(perDegreeM, 0)
  })

  test('between Beijing and Shanghai is 1,067 km', () => {
    const km = distanceM({ lat: 39.9042, lng: 116.4074 }, { lat: 31.2304, lng: 121.4737 }) / 1000
    expect(Math.round(km)).toBe(1067)
  })

  test('half around the earth is a number, not a rounding error', () => {
    expect(distanceM({ lat: 0, lng: 0 }, { lat: 0, lng: 180 })).toBeCloseTo(Math.PI * 6_371_008.8, 0)
  })

  const point = fc.record({
    lat: fc.double({ min: -89, max: 89, noNaN: true }),
    lng: fc.double({ min: -180, max: 180, noNaN: true }),
  })

  test('is the same both ways, and nothing to where one stands', () => {
    fc.assert(
      fc.property(point, point, (one, other) => {
        expect(Math.abs(distanceM(one, other) - distanceM(other, one))).toBeLessThan(1)
        expect(distanceM(one, one)).toBe(0)
      }),
    )
  })

  test('is never longer than a way round', () => {
    // Inside the country: half-way round the earth, rounding under the arcsine is worth decimetres.
    const inside = fc.record({
      lat: fc.double({ min: 18, max: 54, noNaN: true }),
      lng: fc.double({ min: 73, max: 135, noNaN: true }),
    })
    fc.assert(
      fc.property(inside, inside, inside, (one, other, between) => {
        expect(distanceM(one, other)).toBeLessThanOrEqual(distanceM(one, between) + distanceM(between, other) + 1e-3)
      }),
    )
  })
})

describe('a bearing', () => {
  test.each([
    [18, 0, 0],
    [18, 18, 45],
    [0, 18, 90],
    [-18, 0, 180],
    [0, -18, 270],
  ])('%i m north and %i m east is %i°', (northM, eastM, degrees) => {
    expect(bearingDeg(gate, moved(gate, northM, eastM))).toBeCloseTo(degrees, 2)
  })

  test('of the place itself is 0°, a number below 360', () => {
    expect(bearingDeg(gate, gate)).toBe(0)
  })
})

describe('the distance to a street’s line', () => {
  const line = [moved(gate, 0, -100), moved(gate, 0, 100), moved(gate, 100, 100)]

  test.each([
    ['beside it', moved(gate, 12, 0), 12],
    ['on it', moved(gate, 0, 30), 0],
    ['beyond its end', moved(gate, -30, -140), 50],
    ['beside its second leg', moved(gate, 60, 80), 20],
  ])('%s', (_, point, metres) => {
    expect(distanceToLineM(point, line)).toBeCloseTo(metres, 1)
  })

  test('of one point is the distance to it, of a doubled point too, and of none is endless', () => {
    const far = moved(gate, 30, 40)
    expect(distanceToLineM(far, [gate])).toBeCloseTo(50, 1)
    expect(distanceToLineM(far, [gate, gate])).toBeCloseTo(50, 1)
    expect(distanceToLineM(far, [])).toBe(Infinity)
  })

  test('is never longer than to its nearest corner', () => {
    const metres = fc.integer({ min: -400, max: 400 })
    fc.assert(
      fc.property(metres, metres, (northM, eastM) => {
        const point = moved(gate, northM, eastM)
        const toCorner = Math.min(...line.map((corner) => distanceM(point, corner)))
        expect(distanceToLineM(point, line)).toBeLessThanOrEqual(toCorner + 0.05)
      }),
    )
  })
})
