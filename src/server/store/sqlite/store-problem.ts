import { Problem } from '../../problem.ts'

/** SQLITE_FULL, and SQLITE_IOERR_WRITE which some file systems give instead. */
const fullCodes: readonly number[] = [13, 778]

/** SQLITE_ERROR, _CONSTRAINT, _MISMATCH, _MISUSE, _RANGE: the statement is wrong, not the store. */
const statementFaults: readonly number[] = [1, 19, 20, 21, 25]

const errorCodeOf = (failure: unknown): number | undefined =>
  (failure as { errcode?: number } | null | undefined)?.errcode

const isFull = (failure: unknown): boolean => fullCodes.includes(errorCodeOf(failure) ?? 0)

/** What everybody of a batch is told whose COMMIT was not confirmed. */
export function toCommitProblem(failure: unknown): Problem {
  if (failure instanceof Problem) return failure
  if (isFull(failure)) return new Problem('store/full', 'The disk is full.', { cause: failure })
  return new Problem('store/unavailable', 'The write was not confirmed.', { cause: failure, retryAfterMs: 1_000 })
}

/**
 * What one job's failure is: of the store, as the catalogue names it, or the job's own, as it is.
 *
 * A `Problem` is the job's word to its caller; anything else of its own is a programmer's error (`server/failed`).
 */
export function toStoreProblem(failure: unknown): unknown {
  const errorCode = errorCodeOf(failure)
  const isStoreFault = errorCode !== undefined && !statementFaults.includes(errorCode & 0xff)
  return isStoreFault ? toCommitProblem(failure) : failure
}
