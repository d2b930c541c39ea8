import { describe, expect, test } from 'vitest'
import { ringAroundPoint, ringAroundRing } from '../../../../src/app/features/map/office/ring-around.ts'
import { distanceM, distanceToLineM } from '../../../../src/domain/place/distance.ts'

const gate = { lat: 32.64, lng: 117.02 }
/** About 220 m × 190 m. */
const wall = [
  { lat: 32.64, lng: 117.02 },
  { lat: 32.64, lng: 117.022 },
  { lat: 32.642, lng: 117.022 },
  { lat: 32.642, lng: 117.02 },
]
const closed = (ring: typeof wall) => [...ring, ...ring.slice(0, 1)]
const middles = (ring: typeof wall) =>
  ring.map((corner, index) => {
    const next = ring[(index + 1) % ring.length] ?? corner
    return { lat: (corner.lat + next.lat) / 2, lng: (corner.lng + next.lng) / 2 }
  })

describe('a perimeter by metres', () => {
  test.each([50, 200])('around a place lies %i m from it, and nowhere more than a hundredth nearer', (metres) => {
    const ring = ringAroundPoint(gate, metres)
    for (const corner of ring) expect(Math.abs(distanceM(gate, corner) - metres)).toBeLessThan(metres / 100)
    for (const edge of middles(ring)) expect(distanceM(gate, edge)).toBeGreaterThan(metres * 0.98)
  })

  test('around a wall lies 200 m outside it on every side', () => {
    const ring = ringAroundRing(wall, 200)
    for (const corner of ring) expect(Math.abs(distanceToLineM(corner, closed(wall)) - 200)).toBeLessThan(2)
    expect(Math.min(...ring.map(({ lat }) => lat))).toBeLessThan(32.64)
    expect(Math.max(...ring.map(({ lat }) => lat))).toBeGreaterThan(32.642)
  })

  test('repeats no corner, and is no heavier than a phone draws', () => {
    const ring = ringAroundRing(wall, 200)
    expect(new Set(ring.map(({ lat, lng }) => `${lat} ${lng}`)).size).toBe(ring.length)
    expect(ring.length).toBeLessThan(60)
  })
})
