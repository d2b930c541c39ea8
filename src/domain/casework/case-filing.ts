import * as v from 'valibot'
import { PersonId, ScopeId, SubjectId } from '../ids.ts'
import { Instant } from '../instant.ts'
import { TimeLimit } from './category.ts'

export const reasonText = v.pipe(v.string(), v.minLength(1), v.maxLength(500))
const version = v.pipe(v.number(), v.integer(), v.minValue(0))

/**
 * 立案: category, condition and limit are fixed, and the clock starts. Subjects: the case.
 *
 * What was taken from the standard and the calendar is copied here with their versions: a later table changes nothing of it.
 */
export const CaseFiled = v.looseObject({
  category: v.string(),
  categoryLabel: v.string(),
  limit: TimeLimit,
  /** 0 where the limit is nobody's standard but the filer's own. */
  standardVersion: version,
  /** Why another limit than the standard's. */
  ownLimitReason: v.optional(reasonText),
  calendarVersion: version,
  dueAt: Instant,
})
export type CaseFiled = v.InferOutput<typeof CaseFiled>

/** 不予立案: outside our scope, already recorded, no facts, another reason. */
export const RejectionGround = v.picklist(['outOfScope', 'duplicate', 'noFacts', 'other'])
export type RejectionGround = v.InferOutput<typeof RejectionGround>

export const CaseRejected = v.looseObject({ ground: RejectionGround, reason: reasonText })
export type CaseRejected = v.InferOutput<typeof CaseRejected>

/** 合并: it is the same as another case, which goes on. */
export const CaseMerged = v.looseObject({ into: SubjectId, reason: v.optional(reasonText) })
export type CaseMerged = v.InferOutput<typeof CaseMerged>

/** 派遣/转派: to a squad, or to one person of it. Another squad than the home sees the case from then on. */
export const CaseDispatched = v.looseObject({
  to: ScopeId,
  person: v.optional(PersonId),
  instruction: v.optional(v.pipe(v.string(), v.maxLength(500))),
})
export type CaseDispatched = v.InferOutput<typeof CaseDispatched>

/** 作废: an entry made in error. */
export const CaseVoided = v.looseObject({ reason: reasonText })
export type CaseVoided = v.InferOutput<typeof CaseVoided>
