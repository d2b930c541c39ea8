import gcoord from 'gcoord'
import { distanceM } from './distance.ts'
import type { Point } from './point.ts'

type LatLng = Pick<Point, 'lat' | 'lng'>

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
const isShifted = ({ lat, lng }: LatLng): boolean =>
  lat >= shifted.south && lat <= shifted.north && lng >= shifted.west && lng <= shifted.east

function converted({ lat, lng }: LatLng, system: CoordinateSystem): LatLng {
  if (system === 'wgs84' || !isShifted({ lat, lng })) return { lat, lng }
  const [east = lng, north = lat] = gcoord.transform([lng, lat], nameOf[system], nameOf.wgs84)
  return { lat: north, lng: east }
}

/** 0.1 m: finer than any conversion is, and half the digits of a float. */
export const roundedPoint = ({ lat, lng }: LatLng): LatLng => ({
  lat: Number(lat.toFixed(6)),
  lng: Number(lng.toFixed(6)),
})

/**
 * A point of another system as WGS-84, to 0.1 m: the one place where systems are converted.
 *
 * GCJ-02 is inverted by iteration to 0.1 m; of BD-09 the published inverse is good to about a metre. Outside China nothing is
 * shifted.
 */
export const toWgs84 = (point: LatLng, system: CoordinateSystem): LatLng => roundedPoint(converted(point, system))

/** How far the conversion moves a point: about 500 m in China, which is the whole perimeter of a school. */
export const shiftM = (point: LatLng, system: CoordinateSystem): number => distanceM(point, converted(point, system))
