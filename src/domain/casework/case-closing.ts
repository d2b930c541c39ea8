import * as v from 'valibot'
import { SubjectId } from '../ids.ts'
import { Instant } from '../instant.ts'
import { reasonText } from './case-filing.ts'

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(2_000))

/**
 * 核查: passed closes the case (结案, 销号); failed gives it back with the reason (返工), and the clock goes on. Parts: photos.
 *
 * On site with a photo, or at the desk by the pictures of the handler; what is critical never at the desk.
 */
export const CaseChecked = v.variant('passed', [
  v.looseObject({
    passed: v.literal(true),
    onSite: v.boolean(),
    note: v.optional(v.pipe(v.string(), v.maxLength(2_000))),
  }),
  v.looseObject({ passed: v.literal(false), onSite: v.boolean(), reason: reasonText, dueAt: Instant }),
])
export type CaseChecked = v.InferOutput<typeof CaseChecked>

/** 移送: to another authority, by a letter. */
export const CaseTransferred = v.looseObject({
  letterNo: v.pipe(v.string(), v.minLength(1), v.maxLength(60)),
  authority: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  evidence: text,
})
export type CaseTransferred = v.InferOutput<typeof CaseTransferred>

/** 移送回执: the other authority took it over, which ends our case, or sent it back. */
export const CaseTransferAnswered = v.looseObject({
  takenOver: v.boolean(),
  reply: text,
  receiptNo: v.optional(v.pipe(v.string(), v.maxLength(60))),
})
export type CaseTransferAnswered = v.InferOutput<typeof CaseTransferAnswered>

/** 督办. */
export const CaseSupervised = v.looseObject({ reason: reasonText })
export type CaseSupervised = v.InferOutput<typeof CaseSupervised>

/** 复发重开: the same again within its time, or an answer that did not satisfy. It is filed anew. */
export const CaseReopened = v.looseObject({
  cause: v.picklist(['relapse', 'unsatisfied']),
  reason: reasonText,
  /** The new report of the same thing. */
  evidence: v.optional(SubjectId),
})
export type CaseReopened = v.InferOutput<typeof CaseReopened>
