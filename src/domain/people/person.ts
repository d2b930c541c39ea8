import * as v from 'valibot'
import { PersonId, ScopeId } from '../ids.ts'
import { Role } from './role.ts'

/** A member of the bureau as phones and screens know them; secrets and sessions are kept elsewhere. */
export const Person = v.looseObject({
  id: PersonId,
  /** 工号: what a person types to sign in. */
  number: v.pipe(v.string(), v.regex(/^[0-9A-Za-z]{3,20}$/)),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(40)),
  role: Role,
  /** The home squad; the bureau itself for those who serve all squads. */
  scope: ScopeId,
  phone: v.optional(v.pipe(v.string(), v.maxLength(30))),
  /** 执法证: number and last day of validity (YYYY-MM-DD); officers without one cannot take penalty steps. */
  certificate: v.optional(v.looseObject({ number: v.string(), validTo: v.string() })),
  active: v.boolean(),
})
export type Person = v.InferOutput<typeof Person>

/** 中队. Its id is the scope that its records live in. */
export const Squad = v.looseObject({
  id: ScopeId,
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(40)),
  phone: v.optional(v.pipe(v.string(), v.maxLength(30))),
})
export type Squad = v.InferOutput<typeof Squad>
