import { Problem } from '../../problem.ts'

const sqlStateOf = (failure: unknown): string => {
  const code = (failure as { code?: unknown } | null | undefined)?.code
  return typeof code === 'string' ? code : ''
}

/** Another transaction was first: serialization_failure, deadlock_detected. Nothing of this one is kept; it may be run again. */
export const isConflict = (failure: unknown): boolean => ['40001', '40P01'].includes(sqlStateOf(failure))

const isFull = (failure: unknown): boolean => sqlStateOf(failure) === '53100'

/** Classes of SQLSTATE that are the statement's fault: its data, a broken rule of the tables, its syntax. */
const statementFaults = ['22', '23', '42']

/** A job that went on after one of its statements had failed. */
const wentOn = '25P02'

/** A five-character code is the server's; the driver and the network speak in others, or in none. */
const isSqlState = (code: string): boolean => /^[0-9A-Z]{5}$/.test(code) && /\d/.test(code)

/** What everybody of a batch is told whose COMMIT was not confirmed. */
export function toCommitProblem(failure: unknown): Problem {
  if (failure instanceof Problem) return failure
  if (isFull(failure)) return new Problem('store/full', 'The disk is full.', { cause: failure })
  return new Problem('store/unavailable', 'The write was not confirmed.', { cause: failure, retryAfterMs: 1_000 })
}

/** The driver has no codes for a line that broke or for what it gave up waiting for. */
const driverWords = /^(Connection terminated|Client |Query read timeout|timeout e)/

/** `EAI_AGAIN`: its name is not found for the moment. */
const ofSystem = /^(E[A-Z]+|EAI_[A-Z]+|ERR_(SOCKET|STREAM)_[A-Z_]+)$/

/** Whether the database or the way to it failed, and not what the job asked of it. */
export function isStoreFault(failure: unknown): boolean {
  if (failure instanceof Problem) return false
  const code = sqlStateOf(failure)
  if (isSqlState(code)) return code !== wentOn && !statementFaults.includes(code.slice(0, 2))
  return ofSystem.test(code) || driverWords.test(String((failure as { message?: unknown } | null | undefined)?.message))
}

/** What one job's failure is: of the store, as the catalogue names it, or the job's own, as it is. */
export const toStoreProblem = (failure: unknown): unknown =>
  isStoreFault(failure) ? toCommitProblem(failure) : failure

/** What is asked of the database; rejects as the catalogue names it. */
export async function withStoreProblems<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked
  } catch (failure) {
    throw toStoreProblem(failure)
  }
}
