import * as v from 'valibot'
import { EntryId, PersonId, PostId, SchoolId, ScopeId, StreetId, SubjectId } from '../ids.ts'
import { Instant } from '../instant.ts'
import { Session } from './session.ts'
import { ShiftOverride } from './shift-override.ts'

const localDate = v.pipe(v.string(), v.isoDate())

/** What a record keeps of the shift it was made in, so that a later roster changes nothing about it. */
export const ShiftSnapshot = v.looseObject({
  /** The day the shift belongs to in the bureau's time zone, YYYY-MM-DD. */
  date: localDate,
  session: Session,
  schoolId: v.optional(SchoolId),
  postId: v.optional(PostId),
  streetIds: v.optional(v.array(StreetId)),
  /** As shown: school · post, or the streets of a patrol. */
  title: v.pipe(v.string(), v.maxLength(120)),
  startsAt: Instant,
  endsAt: Instant,
  /** The bell that the window was computed from; absent for patrols. */
  bellAt: v.optional(Instant),
})
export type ShiftSnapshot = v.InferOutput<typeof ShiftSnapshot>

/** 班次: a rostered shift as the office publishes it. */
export const Shift = v.looseObject({
  ...ShiftSnapshot.entries,
  id: SubjectId,
  scope: ScopeId,
  assignees: v.array(PersonId),
  lead: v.optional(PersonId),
  /** 演练: practice, kept out of every figure. */
  drill: v.boolean(),
  /** What the checks found and the captain let stand, each with the reason. */
  overrides: v.optional(v.array(ShiftOverride)),
  /** 换班 that took effect: who stood here before whom, by which request and whose approval. */
  swaps: v.optional(
    v.array(v.looseObject({ request: EntryId, from: PersonId, to: PersonId, by: PersonId, at: Instant })),
  ),
})
export type Shift = v.InferOutput<typeof Shift>
