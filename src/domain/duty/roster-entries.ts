import * as v from 'valibot'
import { EntryId, PersonId } from '../ids.ts'
import { SeenShift } from './seen-shift.ts'
import { FindingCode } from './shift-override.ts'

const reason = v.pipe(v.string(), v.minLength(1), v.maxLength(500))

/**
 * 知悉: the author has seen this shift as it stood on the phone. Subjects: the shift.
 *
 * `released`: the shift, or the author's part in it, was taken away.
 */
export const RosterAcknowledged = v.looseObject({
  shift: SeenShift,
  standing: v.picklist(['assigned', 'released']),
})
export type RosterAcknowledged = v.InferOutput<typeof RosterAcknowledged>

/** 申请换班 with a named colleague. Subjects: the shift that is given, then the one that is taken in return, if any. */
export const RosterSwapAsked = v.looseObject({
  to: PersonId,
  shift: SeenShift,
  inReturn: v.optional(SeenShift),
  reason: v.optional(reason),
})
export type RosterSwapAsked = v.InferOutput<typeof RosterSwapAsked>

/** The colleague's word. Subjects: the request's. */
export const RosterSwapAnswered = v.looseObject({
  request: EntryId,
  agreed: v.boolean(),
  reason: v.optional(reason),
})
export type RosterSwapAnswered = v.InferOutput<typeof RosterSwapAnswered>

/** The captain's word, with why a rule of the post is let be. Subjects: the request's. */
export const RosterSwapDecided = v.looseObject({
  request: EntryId,
  approved: v.boolean(),
  reason: v.optional(reason),
  overrides: v.array(
    v.looseObject({ code: FindingCode, reason: v.pipe(v.string(), v.minLength(1), v.maxLength(200)) }),
  ),
})
export type RosterSwapDecided = v.InferOutput<typeof RosterSwapDecided>
