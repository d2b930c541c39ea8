import * as v from 'valibot'
import { Instant } from '../instant.ts'

/** WGS-84 degrees. Other systems are converted at the edge and never stored alone. */
export const Point = v.looseObject({
  lat: v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
  lng: v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
})
export type Point = v.InferOutput<typeof Point>

/** A point with how it is known. `accuracyM` is the radius of 68 % confidence that the device reports. */
export const Fix = v.looseObject({
  lat: Point.entries.lat,
  lng: Point.entries.lng,
  accuracyM: v.nullable(v.pipe(v.number(), v.minValue(0))),
  crs: v.literal('wgs84'),
  source: v.picklist(['gps', 'manualPin', 'post', 'street', 'import']),
  /** When the fix was taken (ISO 8601, UTC). */
  fixAt: Instant,
})
export type Fix = v.InferOutput<typeof Fix>
