import * as v from 'valibot'
import { PostId, SchoolId, ScopeId } from '../ids.ts'
import { Session } from '../duty/session.ts'
import { Point } from './point.ts'

const clockTime = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/))

/** 护学岗 post: where people stand. `radiusM` decides whether an arrival is inside (default 100, 30–300). */
export const Post = v.looseObject({
  id: PostId,
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(40)),
  point: Point,
  radiusM: v.pipe(v.number(), v.minValue(30), v.maxValue(300)),
})
export type Post = v.InferOutput<typeof Post>

/** 铃声: one bell of one grade band on some weekdays (1 = Monday … 7 = Sunday), local time `HH:mm`. */
export const Bell = v.looseObject({
  session: Session,
  time: clockTime,
  weekdays: v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7))),
  gradeBand: v.optional(v.pipe(v.string(), v.maxLength(20))),
  /** First and last day (YYYY-MM-DD) of a summer or winter timetable; absent: no end on that side. */
  from: v.optional(v.pipe(v.string(), v.isoDate())),
  to: v.optional(v.pipe(v.string(), v.isoDate())),
})
export type Bell = v.InferOutput<typeof Bell>

/** A school with its posts, bells and perimeter (200 m by default; how it is measured is the bureau's rule). */
export const School = v.looseObject({
  id: SchoolId,
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(60)),
  kind: v.picklist(['kindergarten', 'primary', 'secondary', 'nineYear']),
  scope: ScopeId,
  point: Point,
  phone: v.optional(v.pipe(v.string(), v.maxLength(30))),
  posts: v.array(Post),
  bells: v.array(Bell),
  /** Closed ring, first point not repeated. */
  perimeter: v.array(Point),
})
export type School = v.InferOutput<typeof School>
