import { Problem } from '../../problem.ts'

/** SQLITE_FULL, and SQLITE_IOERR_WRITE which some file systems give instead. */
const fullCodes: readonly number[] = [13, 778]

/** A failure of the store as the catalogue names it; a `Problem` of the job itself stays as it is. */
export function toStoreProblem(failure: unknown): Problem {
  if (failure instanceof Problem) return failure
  const { errcode } = (failure ?? {}) as { errcode?: number }
  if (errcode !== undefined && fullCodes.includes(errcode)) return new Problem('store/full', 'The disk is full.', { cause: failure })
  return new Problem('store/unavailable', 'The write was not confirmed.', { cause: failure, retryAfterMs: 1_000 })
}
