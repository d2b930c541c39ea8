import type { EntryId, PersonId } from '../ids.ts'
import type { Evaluation } from './case-evaluating.ts'

/** How content somebody is with the end of a case. */
export interface CaseEvaluation {
  readonly satisfaction: Evaluation
  /** Who wrote it down. */
  readonly by: PersonId
  readonly atMs: number
  readonly note: string
  /** Whose word it is: the complainant's of this complaint; null where an inspector's. */
  readonly complaint: EntryId | null
  /** Why the command centre leaves the case closed all the same; null where it has not said so. */
  readonly declined: string | null
}

/** 不满意, and nobody has decided yet whether the case is opened again. */
export const waitsForReopening = (evaluation: CaseEvaluation | null): boolean =>
  evaluation?.satisfaction === 'unsatisfied' && evaluation.declined === null

/** The newest word counts; but nobody is outvoted: who is not content is answered before another's word replaces theirs. */
export const evaluatedAgain = (known: CaseEvaluation | null, next: CaseEvaluation): CaseEvaluation =>
  known && waitsForReopening(known) && next.satisfaction !== 'unsatisfied' && known.complaint !== next.complaint
    ? known
    : next
