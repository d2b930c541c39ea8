import { distanceM } from './distance.ts'
import type { Point } from './point.ts'

type LatLng = Pick<Point, 'lat' | 'lng'>

/** Where on the way from `from` to `to` a point is passed, 0 to 1; on a plane, which a street is. */
function passedAt(point: LatLng, from: LatLng, to: LatLng): number {
  const narrowing = Math.cos((from.lat * Math.PI) / 180)
  const [east, north] = [(to.lng - from.lng) * narrowing, to.lat - from.lat]
  const lengthSquared = east ** 2 + north ** 2
  if (lengthSquared === 0) return 0
  const along = ((point.lng - from.lng) * narrowing * east + (point.lat - from.lat) * north) / lengthSquared
  return Math.min(1, Math.max(0, along))
}

/** How many metres from its beginning one has walked along a line when one passes the point; 0 for a line of one point. */
export function alongLineM(point: LatLng, line: readonly LatLng[]): number {
  let walkedM = 0
  let best = { awayM: Infinity, alongM: 0 }
  for (const [index, to] of line.entries()) {
    const from = line[index - 1]
    if (!from) continue
    const part = passedAt(point, from, to)
    const foot = { lat: from.lat + (to.lat - from.lat) * part, lng: from.lng + (to.lng - from.lng) * part }
    const lengthM = distanceM(from, to)
    const awayM = distanceM(point, foot)
    if (awayM < best.awayM) best = { awayM, alongM: walkedM + lengthM * part }
    walkedM += lengthM
  }
  return best.alongM
}
