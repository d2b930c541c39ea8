import gcoord from 'gcoord'
import { distanceM } from './distance.ts'
import type { Point } from './point.ts'

/** In which systems coordinates reach us: GPS; 高德, 腾讯 and official shifted maps; 百度. Inside, all is WGS-84. */
export const coordinateSystems = ['wgs84', 'gcj02', 'bd09'] as const
export type CoordinateSystem = (typeof coordinateSystems)[number]

const nameOf = { wgs84: gcoord.WGS84, gcj02: gcoord.GCJ02, bd09: gcoord.BD09 } as const

/**
 * Where the library's shift is at work, half a degree inside its own borders: on them its iteration steps in and out for ever.
 *
 * All land of China lies inside.
 */
const shifted = { south: 1.4, north: 55.3, west: 72.5, east: 137.3 } as const
const isShifted = ({ lat, lng }: Pick<Point, 'lat' | 'lng'>): boolean =>
  lat >= shifted.south && lat <= shifted.north && lng >= shifted.west && lng <= shifted.east

/**
 * A point of another system as WGS-84: the one place where systems are converted.
 *
 * GCJ-02 is inverted by iteration to 0.1 m; of BD-09 the published inverse is good to about a metre. Outside China nothing is
 * shifted.
 */
export function toWgs84(
  { lat, lng }: Pick<Point, 'lat' | 'lng'>,
  system: CoordinateSystem,
): Pick<Point, 'lat' | 'lng'> {
  if (system === 'wgs84' || !isShifted({ lat, lng })) return { lat, lng }
  const [east = lng, north = lat] = gcoord.transform([lng, lat], nameOf[system], nameOf.wgs84)
  return { lat: north, lng: east }
}

/** How far the conversion moves a point: about 500 m in China, which is the whole perimeter of a school. */
export const shiftM = (point: Pick<Point, 'lat' | 'lng'>, system: CoordinateSystem): number =>
  distanceM(point, toWgs84(point, system))
