import type { Point } from './point.ts'

type LatLng = Pick<Point, 'lat' | 'lng'>

/** Mean radius of the earth (IUGG), metres. */
const earthRadiusM = 6_371_008.8
const toRadians = (degrees: number): number => (degrees * Math.PI) / 180

/** Great-circle distance in metres (haversine); exact to about 0.5 % on the real, flattened earth. */
export function distanceM(from: LatLng, to: LatLng): number {
  const lat = toRadians(to.lat - from.lat)
  const lng = toRadians(to.lng - from.lng)
  const chord =
    Math.sin(lat / 2) ** 2 + Math.cos(toRadians(from.lat)) * Math.cos(toRadians(to.lat)) * Math.sin(lng / 2) ** 2
  return 2 * earthRadiusM * Math.asin(Math.min(1, Math.sqrt(chord)))
}

/** Initial bearing in degrees from north, clockwise, 0 ≤ b < 360. */
export function bearingDeg(from: LatLng, to: LatLng): number {
  const lng = toRadians(to.lng - from.lng)
  const y = Math.sin(lng) * Math.cos(toRadians(to.lat))
  const x =
    Math.cos(toRadians(from.lat)) * Math.sin(toRadians(to.lat)) -
    Math.sin(toRadians(from.lat)) * Math.cos(toRadians(to.lat)) * Math.cos(lng)
  return ((Math.atan2(y, x) * 180) / Math.PI + 360) % 360
}

/** Metres east and north of `origin`; flat-earth, good to centimetres within a few kilometres. */
function toPlane(origin: LatLng, point: LatLng): readonly [number, number] {
  return [
    toRadians(point.lng - origin.lng) * earthRadiusM * Math.cos(toRadians(origin.lat)),
    toRadians(point.lat - origin.lat) * earthRadiusM,
  ]
}

/** Distance in metres from a point to the nearest place on a line of points; Infinity for an empty line. */
export function distanceToLineM(point: LatLng, line: readonly LatLng[]): number {
  const plane = line.map((vertex) => toPlane(point, vertex))
  const [first] = plane
  if (plane.length === 1 && first) return Math.hypot(...first)
  let best = Infinity
  for (let index = 1; index < plane.length; index += 1) {
    const [ax, ay] = plane[index - 1] ?? [0, 0]
    const [bx, by] = plane[index] ?? [0, 0]
    const lengthSquared = (bx - ax) ** 2 + (by - ay) ** 2
    const along = lengthSquared === 0 ? 0 : Math.min(1, Math.max(0, -(ax * (bx - ax) + ay * (by - ay)) / lengthSquared))
    best = Math.min(best, Math.hypot(ax + along * (bx - ax), ay + along * (by - ay)))
  }
  return best
}
