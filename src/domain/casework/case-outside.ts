import * as v from 'valibot'
import { EntryId, OutsideUnitId, PartId } from '../ids.ts'
import { Instant } from '../instant.ts'
import { reasonText } from './case-filing.ts'

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(2_000))

/**
 * 派单到外单位: a sheet goes to a unit without an account. Subjects: the case.
 *
 * All that the unit is told stands here, in the words of who sent it: no record of the case goes with it but the pictures named.
 */
export const CaseSentOut = v.looseObject({
  unitId: OutsideUnitId,
  unitName: v.pipe(v.string(), v.minLength(1), v.maxLength(60)),
  task: text,
  photos: v.pipe(v.array(PartId), v.maxLength(9)),
  replyBy: Instant,
})
export type CaseSentOut = v.InferOutput<typeof CaseSentOut>

/** 外单位回复: what the unit says it has done, or that it is not its own. Parts: photos; a word of theirs that decides nothing. */
export const CaseUnitAnswered = v.looseObject({
  /** The `case.sentOut` that it answers. */
  sent: EntryId,
  result: v.picklist(['done', 'notOurs']),
  text,
  /** `link`: typed by the unit itself; its author then is who gave the link out. `office`: entered by its author. */
  via: v.picklist(['link', 'office']),
})
export type CaseUnitAnswered = v.InferOutput<typeof CaseUnitAnswered>

/**
 * 外单位申请延期: the unit says that it needs longer, and why; the office decides about it as about a squad's own request.
 *
 * A kind of its own: a build that does not know it leaves the limit as it was, where it would take an answer for 处置完成.
 */
export const CaseUnitExtensionAsked = v.looseObject({
  /** The `case.sentOut` that it is about. */
  sent: EntryId,
  reason: reasonText,
  until: Instant,
  /** As of an answer: by the unit itself, or entered by the office. */
  via: v.picklist(['link', 'office']),
})
export type CaseUnitExtensionAsked = v.InferOutput<typeof CaseUnitExtensionAsked>

/** 审核外单位回复: taken as 处置完成 (or as not theirs), or given back with the reason. */
export const CaseAnswerReviewed = v.variant('accepted', [
  v.looseObject({ answer: EntryId, accepted: v.literal(true) }),
  v.looseObject({ answer: EntryId, accepted: v.literal(false), reason: reasonText }),
])
export type CaseAnswerReviewed = v.InferOutput<typeof CaseAnswerReviewed>
