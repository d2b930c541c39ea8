import fc from 'fast-check'
import gcoord from 'gcoord'
import { describe, expect, test } from 'vitest'
import { shiftM, toWgs84 } from '../../../../src/domain/place/coordinate-system.ts'
import { distanceM } from '../../../../src/domain/place/distance.ts'

/** Anywhere in the middle of China, where signs hang. */
const place = fc.record({
  lat: fc.double({ min: 20, max: 45, noNaN: true }),
  lng: fc.double({ min: 100, max: 122, noNaN: true }),
})

describe('coordinates of other systems', () => {
  test('become WGS-84: 天安门 as 高德 and 百度 publish it lies within 10 m of where GPS says', () => {
    const byGps = { lat: 39.907333, lng: 116.391083 }
    expect(distanceM(toWgs84({ lat: 39.908736, lng: 116.397327 }, 'gcj02'), byGps)).toBeLessThan(10)
    expect(distanceM(toWgs84({ lat: 39.915089, lng: 116.403694 }, 'bd09'), byGps)).toBeLessThan(10)
  })

  test('come back to within a metre from GCJ-02, and two from BD-09, anywhere in China', () => {
    fc.assert(
      fc.property(place, (point) => {
        for (const [system, name, mostM] of [
          ['gcj02', gcoord.GCJ02, 1],
          ['bd09', gcoord.BD09, 2],
        ] as const) {
          const [lng = 0, lat = 0] = gcoord.transform([point.lng, point.lat], gcoord.WGS84, name)
          expect(distanceM(toWgs84({ lat, lng }, system), point)).toBeLessThan(mostM)
        }
      }),
    )
  })

  test('move by the width of a school’s perimeter: taken for WGS-84 they would be wrong', () => {
    fc.assert(
      fc.property(place, (point) => {
        expect(shiftM(point, 'gcj02')).toBeGreaterThan(50)
        expect(shiftM(point, 'gcj02')).toBeLessThan(900)
        expect(shiftM(point, 'wgs84')).toBe(0)
      }),
    )
  })

  test.each(['wgs84', 'gcj02', 'bd09'] as const)('have six decimals at most, whatever a file in %s had', (system) => {
    const { lat, lng } = toWgs84({ lat: 32.640123456789, lng: 117.020123456789 }, system)
    expect([lat, lng]).toEqual([Number(lat.toFixed(6)), Number(lng.toFixed(6))])
  })

  test.each([
    ['on the border of what is shifted', { lat: 30, lng: 72.0041 }],
    ['in Paris', { lat: 48.85, lng: 2.35 }],
    ['nowhere on earth', { lat: 200, lng: 117 }],
  ])('%s stay as they are', (_where, point) => {
    expect(toWgs84(point, 'gcj02')).toEqual(point)
    expect(toWgs84(point, 'bd09')).toEqual(point)
  })
})
