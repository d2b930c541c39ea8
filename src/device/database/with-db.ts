import { DeviceProblem } from '../device-problem.ts'
import type { XunhuDatabase } from './database.ts'
import { isQuota } from './is-quota.ts'

/** iOS ends the storage process behind the page's back; the handle is dead until the database is opened again. */
const lostConnection = [
  'UnknownError',
  'DatabaseClosedError',
  'InvalidStateError',
  'AbortError',
  'TimeoutError',
  'OpenFailedError',
]
/** A storage process that was ended is back within a second or two; more waiting would be a frozen screen. */
const waitsMs = [200, 800, 2_000]

const isLostConnection = (failure: unknown): boolean =>
  lostConnection.includes((failure as { name?: string } | null)?.name ?? '')

export type Sleep = (durationMs: number) => Promise<void>

/**
 * Runs `work`, opening the database again and repeating the whole of it when the connection was lost.
 *
 * `work` must be one idempotent transaction. Rejects with `storage/full`, or `storage/unavailable` after the last try; never
 * deletes anything. A failure that is not the storage's passes through unchanged.
 */
export async function withDb<T>(db: XunhuDatabase, sleep: Sleep, work: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work()
    } catch (failure) {
      if (failure instanceof DeviceProblem) throw failure
      if (isQuota(failure)) throw new DeviceProblem('storage/full', failure)
      if (!isLostConnection(failure)) throw failure
      const waitMs = waitsMs[attempt]
      if (waitMs === undefined) throw new DeviceProblem('storage/unavailable', failure)
      db.close({ disableAutoOpen: false })
      await sleep(waitMs)
    }
  }
}
