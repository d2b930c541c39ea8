import { backoffDelayMs } from '../../lib/backoff.ts'
import type { JournalRow } from '../database/rows.ts'
import { withDb } from '../database/with-db.ts'
import { DeviceProblem } from '../device-problem.ts'
import { ApiProblem } from '../http/api-problem.ts'
import type { SyncParts } from './sync-parts.ts'

/** Failures that may lie in what was pushed; the others are the session's, or pass for all alike. */
const mayLieInEntries: readonly string[] = ['server/failed', 'request/malformed', 'request/too-large']

const isTimeout = (failure: unknown): boolean => failure instanceof DeviceProblem && failure.code === 'network/timeout'

/** When and how an entry goes again after a push that failed. */
function nextTry(
  { clock, random }: SyncParts,
  { attempts }: JournalRow,
  isAlone: boolean,
): Pick<JournalRow, 'attempts' | 'nextAttemptAtMs'> {
  const dueAtMs = isAlone ? clock.now() + backoffDelayMs(attempts, random) : 0
  return { attempts: attempts + 1, nextAttemptAtMs: dueAtMs }
}

/**
 * Notes that a push failed in a way that its size or its entries may have caused: they go again in smaller groups.
 *
 * A line too slow for 200 at once is given 25. Only a server that stumbles splits further, until the culprit is alone and
 * waits with backoff while the others pass. Nothing is ever dropped.
 */
export async function postponePush(parts: SyncParts, rows: readonly JournalRow[], failure: unknown): Promise<void> {
  const isOfEntries = failure instanceof ApiProblem && mayLieInEntries.includes(failure.code)
  const affected = isOfEntries ? rows : isTimeout(failure) ? rows.filter((row) => row.attempts === 0) : []
  if (affected.length === 0) return
  const { db, sleep } = parts
  const isAlone = isOfEntries && rows.length === 1
  await withDb(db, sleep, () =>
    db.transaction('rw', db.journal, async () => {
      for (const row of affected) await db.journal.update(row.id, nextTry(parts, row, isAlone))
    }),
  )
}

/** A person asks now: what waits for a later try is due. */
export async function forgetWaits({ db, sleep }: SyncParts): Promise<void> {
  await withDb(db, sleep, () =>
    db.transaction('rw', [db.journal, db.parts], async () => {
      await db.journal.where('sendState').equals('queued').modify({ nextAttemptAtMs: 0 })
      await db.parts.where('sendState').equals('queued').modify({ nextAttemptAtMs: 0 })
    }),
  )
}
