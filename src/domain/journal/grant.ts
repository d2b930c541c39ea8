import * as v from 'valibot'
import { ScopeId } from '../ids.ts'

/** 转派/借调: another squad may see the subject with all its records, from now on. Subjects: what is granted, alone. */
export const SubjectGranted = v.looseObject({
  to: ScopeId,
  reason: v.pipe(v.string(), v.minLength(1), v.maxLength(500)),
})
export type SubjectGranted = v.InferOutput<typeof SubjectGranted>

/** The other squad sees no more of the subject. Subjects: what was granted, alone. */
export const SubjectGrantEnded = v.looseObject({
  to: ScopeId,
  reason: v.optional(v.pipe(v.string(), v.maxLength(500))),
})
export type SubjectGrantEnded = v.InferOutput<typeof SubjectGrantEnded>
