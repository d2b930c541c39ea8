import { backoffDelayMs } from '../../lib/backoff.ts'
import type { JournalRow } from '../database/rows.ts'
import { withDb } from '../database/with-db.ts'
import { ApiProblem } from '../http/api-problem.ts'
import type { SyncParts } from './sync-parts.ts'

/** Failures that may lie in what was pushed; the others are the line's, the session's, or pass for all alike. */
const mayLieInEntries: readonly string[] = ['server/failed', 'request/malformed', 'request/too-large']

/**
 * Notes that a push failed in a way that may be its entries' fault: they go again in smaller groups.
 *
 * One that was alone waits with backoff, so that the others pass; it is never dropped.
 */
export async function postponePush(parts: SyncParts, rows: readonly JournalRow[], failure: unknown): Promise<void> {
  if (!(failure instanceof ApiProblem) || !mayLieInEntries.includes(failure.code)) return
  const { db, clock, random, sleep } = parts
  const nowMs = clock.now()
  await withDb(db, sleep, () =>
    db.transaction('rw', db.journal, async () => {
      for (const { id, attempts } of rows) {
        const waitMs = rows.length === 1 ? backoffDelayMs(attempts, random) : 0
        await db.journal.update(id, { attempts: attempts + 1, nextAttemptAtMs: waitMs === 0 ? 0 : nowMs + waitMs })
      }
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
