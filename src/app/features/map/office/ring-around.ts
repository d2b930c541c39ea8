import { buffer } from '@turf/buffer'
import type { Feature, MultiPolygon, Point as PointShape, Polygon } from 'geojson'
import type { Point } from '../../../../domain/place/point.ts'

type LatLng = Pick<Point, 'lat' | 'lng'>

/** Corners of a quarter of a circle: at 200 m the edge is nowhere more than 1 m off. */
const stepsPerQuarter = 8

function outerRing(shape: Feature<Polygon | MultiPolygon> | undefined): LatLng[] {
  const { geometry } = shape ?? {}
  const ring = geometry?.type === 'Polygon' ? geometry.coordinates[0] : geometry?.coordinates[0]?.[0]
  // The last corner repeats the first.
  return (ring ?? []).slice(0, -1).map(([lng = 0, lat = 0]) => ({ lat, lng }))
}

const widened = (shape: PointShape | Polygon, metres: number): LatLng[] =>
  outerRing(buffer(shape, metres, { units: 'meters', steps: stepsPerQuarter }))

/** A circle of `metres` around a place, as corners. */
export const ringAroundPoint = ({ lat, lng }: LatLng, metres: number): LatLng[] =>
  widened({ type: 'Point', coordinates: [lng, lat] }, metres)

/** Everything within `metres` of a ring, and the ring's inside: 校墙外 200 米. Holes are filled. */
export function ringAroundRing(ring: readonly LatLng[], metres: number): LatLng[] {
  const corners = [...ring, ...ring.slice(0, 1)].map(({ lat, lng }) => [lng, lat])
  return widened({ type: 'Polygon', coordinates: [corners] }, metres)
}
