import { DeviceProblem } from '../device-problem.ts'
import type { XunhuDatabase } from './database.ts'
import { isQuota } from './is-quota.ts'

/** iOS ends the storage process behind the page's back; the handle is dead until the database is opened again. */
const lostConnection = ['UnknownError', 'DatabaseClosedError', 'InvalidStateError', 'AbortError', 'TimeoutError']
const waitsMs = [200, 800, 2_000]

const nameOf = (failure: unknown): string => (failure as { name?: string } | null)?.name ?? ''

export type Sleep = (durationMs: number) => Promise<void>

/**
 * Runs `work`, opening the database again and repeating the whole of it when the connection was lost.
 *
 * `work` must be one idempotent transaction. Rejects with `storage/full`, or `storage/unavailable` after the last try; never
 * deletes anything.
 */
export async function withDb<T>(db: XunhuDatabase, sleep: Sleep, work: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work()
    } catch (failure) {
      if (failure instanceof DeviceProblem) throw failure
      if (isQuota(failure)) throw new DeviceProblem('storage/full', failure)
      const waitMs = waitsMs[attempt]
      if (!lostConnection.includes(nameOf(failure))) throw failure
      if (waitMs === undefined) throw new DeviceProblem('storage/unavailable', failure)
      db.close({ disableAutoOpen: false })
      await sleep(waitMs)
    }
  }
}
