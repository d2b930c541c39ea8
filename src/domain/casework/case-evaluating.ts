import * as v from 'valibot'
import { reasonText } from './case-filing.ts'

export const evaluations = ['satisfied', 'basically', 'unsatisfied'] as const
export const Evaluation = v.picklist(evaluations)
export type Evaluation = v.InferOutput<typeof Evaluation>

/** 评价 of a closed case by who oversees; what a complainant says of it is a `complaint.followedUp`, and counts beside it. */
export const CaseEvaluated = v.variant('satisfaction', [
  v.looseObject({
    satisfaction: v.picklist(['satisfied', 'basically']),
    note: v.optional(v.pipe(v.string(), v.maxLength(500))),
  }),
  v.looseObject({ satisfaction: v.literal('unsatisfied'), note: reasonText }),
])
export type CaseEvaluated = v.InferOutput<typeof CaseEvaluated>

/** 不予重开: somebody is not content, and the case stays closed all the same. */
export const CaseReopeningDeclined = v.looseObject({ reason: reasonText })
export type CaseReopeningDeclined = v.InferOutput<typeof CaseReopeningDeclined>
