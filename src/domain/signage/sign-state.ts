import type { EntryId, ScopeId, SubjectId } from '../ids.ts'
import type { SignRegistered } from './sign-entries.ts'

/** A sign of the register as all entries about it say. */
export interface SignState {
  readonly signId: SubjectId
  readonly scope: ScopeId
  readonly attributes: SignRegistered
  readonly registeredBy: EntryId
  readonly registeredAtMs: number
}
