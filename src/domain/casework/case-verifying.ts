import * as v from 'valibot'
import { PersonId, ScopeId } from '../ids.ts'
import { Instant } from '../instant.ts'
import { reasonText } from './case-filing.ts'

/** 待核实: somebody on the spot must say whether it exists. Another squad than the home sees the case from then on. */
export const CaseVerifyAsked = v.looseObject({
  to: ScopeId,
  person: v.optional(PersonId),
  reason: reasonText,
  dueAt: Instant,
})
export type CaseVerifyAsked = v.InferOutput<typeof CaseVerifyAsked>

/** 核实: what stands there or does not, with a picture of the place. Parts: a photo at least. */
export const CaseVerified = v.variant('exists', [
  v.looseObject({
    unit: ScopeId,
    exists: v.literal(true),
    note: v.optional(v.pipe(v.string(), v.maxLength(500))),
  }),
  v.looseObject({ unit: ScopeId, exists: v.literal(false), reason: reasonText }),
])
export type CaseVerified = v.InferOutput<typeof CaseVerified>
