import * as v from 'valibot'
import { EntryId, PersonId, ScopeId } from '../ids.ts'
import { Instant } from '../instant.ts'
import { reasonText } from './case-filing.ts'
import { Disposition } from './disposition.ts'

/** The squad for which its member acts: the one that the case was dispatched to. */
const unit = ScopeId
const longText = v.pipe(v.string(), v.minLength(1), v.maxLength(2_000))

/** 接收. */
export const CaseAccepted = v.looseObject({ unit })
export type CaseAccepted = v.InferOutput<typeof CaseAccepted>

/** 退回: not this unit's; the reason is mandatory, and text is enough. */
export const CaseReturned = v.looseObject({ unit, reason: reasonText })
export type CaseReturned = v.InferOutput<typeof CaseReturned>

/** 处置完成: stops the unit's clock. Parts: a photo `after` at least. */
export const CaseHandled = v.looseObject({
  unit,
  measures: longText,
  disposition: Disposition,
  /** 文书号, where there is a document. */
  docNo: v.optional(v.pipe(v.string(), v.maxLength(60))),
  /** With whom: an 协管员 finishes nothing alone. */
  withOfficer: v.optional(PersonId),
})
export type CaseHandled = v.InferOutput<typeof CaseHandled>

/** 延期申请. */
export const CaseExtensionAsked = v.looseObject({ unit, reason: reasonText, until: Instant })
export type CaseExtensionAsked = v.InferOutput<typeof CaseExtensionAsked>

/** In which office somebody decides: the same person may hold one only, and the record says which. */
export const DecidingOffice = v.picklist(['captain', 'command'])
export type DecidingOffice = v.InferOutput<typeof DecidingOffice>

const decision = { request: EntryId, as: DecidingOffice }

/** 延期审批: the new limit where it is granted; the old one stays in the history. */
export const CaseExtensionDecided = v.variant('approved', [
  v.looseObject({ ...decision, approved: v.literal(true), dueAt: Instant }),
  v.looseObject({ ...decision, approved: v.literal(false), reason: reasonText }),
])
export type CaseExtensionDecided = v.InferOutput<typeof CaseExtensionDecided>

/** 缓办(挂账)申请: a plan with milestones, and what keeps people safe meanwhile. */
export const CaseDeferralAsked = v.looseObject({
  unit,
  plan: longText,
  interim: longText,
  milestones: v.pipe(
    v.array(v.looseObject({ on: v.pipe(v.string(), v.isoDate()), what: reasonText })),
    v.minLength(1),
    v.maxLength(10),
  ),
  /** The end of the last milestone's day. */
  until: Instant,
})
export type CaseDeferralAsked = v.InferOutput<typeof CaseDeferralAsked>

/** 缓办审批: captain and command centre both, in either order; one refusal ends the request. */
export const CaseDeferralDecided = v.variant('approved', [
  v.looseObject({ ...decision, approved: v.literal(true) }),
  v.looseObject({ ...decision, approved: v.literal(false), reason: reasonText }),
])
export type CaseDeferralDecided = v.InferOutput<typeof CaseDeferralDecided>

/**
 * 恢复办理: `dueAt` is what was left of the limit, counted from now.
 *
 * `byPlan`: nobody pressed it; the last milestone's day ended, and the server wrote it in the name of who had asked for the deferral.
 */
export const CaseResumed = v.looseObject({
  dueAt: Instant,
  calendarVersion: v.number(),
  byPlan: v.optional(v.literal(true)),
})
export type CaseResumed = v.InferOutput<typeof CaseResumed>
