import type { PersonId, SubjectId } from '../ids.ts'
import type { FindingCode } from './shift-override.ts'

/** What a captain should know of the roster before it is published. */
export interface RosterFinding {
  readonly code: FindingCode
  readonly date: string
  /** The shifts that it is about; a reason given in any of them answers it. */
  readonly shiftIds: readonly SubjectId[]
  readonly personId?: PersonId
}
