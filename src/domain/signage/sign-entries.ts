import * as v from 'valibot'
import { SchoolId, StreetId } from '../ids.ts'
import { Point } from '../place/point.ts'
import { SignType } from './sign-type.ts'

/** A sign enters the register. Subjects: the sign. Ranges are input guards. */
export const SignRegistered = v.looseObject({
  signNo: v.pipe(v.string(), v.maxLength(40)),
  signType: SignType,
  content: v.pipe(v.string(), v.maxLength(60)),
  address: v.pipe(v.string(), v.maxLength(200)),
  point: Point,
  streetId: v.optional(StreetId),
  schoolId: v.optional(SchoolId),
  widthM: v.pipe(v.number(), v.minValue(0.1), v.maxValue(80)),
  heightM: v.pipe(v.number(), v.minValue(0.1), v.maxValue(40)),
  bottomM: v.pipe(v.number(), v.minValue(0), v.maxValue(200)),
  /** Null means 不详. */
  builtYear: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1980), v.maxValue(2100))),
  ownerName: v.pipe(v.string(), v.maxLength(60)),
})
export type SignRegistered = v.InferOutput<typeof SignRegistered>
