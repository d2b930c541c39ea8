import { AsyncLocalStorage } from 'node:async_hooks'
import type { DatabaseSync } from 'node:sqlite'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { must } from '../../../lib/must.ts'
import type { Tx } from '../store.ts'
import { toCommitProblem, toStoreProblem } from './store-problem.ts'

interface Waiting {
  readonly job: (tx: Tx) => Promise<unknown>
  readonly resolve: (value: unknown) => void
  readonly reject: (reason: unknown) => void
}

type Outcome = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: unknown }

export interface WriteQueue {
  push<T>(job: (tx: Tx) => Promise<T>): Promise<T>
  drained(): Promise<void>
}

/** So many jobs share one fsync at most; more would make the first wait for the last. */
const jobsPerCommit = 64

const lostTransaction = (): Error => new Error('The transaction ended before its commit.')

/** Whatever a batch left open is taken back: the next BEGIN must not find it. */
function rollBackRest(raw: DatabaseSync): void {
  try {
    if (raw.isTransaction) raw.exec('rollback')
  } catch {
    // A disk that takes no rollback either refuses the next BEGIN, and that one's callers are told.
  }
}

async function runOne(raw: DatabaseSync, run: () => Promise<unknown>): Promise<Outcome> {
  // A full disk may have ended the whole transaction during an earlier job.
  if (!raw.isTransaction) return { ok: false, reason: toCommitProblem(lostTransaction()) }
  raw.exec('savepoint job')
  try {
    const value = await run()
    raw.exec('release job')
    return { ok: true, value }
  } catch (reason) {
    if (raw.isTransaction) raw.exec('rollback to job; release job')
    return { ok: false, reason: toStoreProblem(reason) }
  }
}

function commit(raw: DatabaseSync): void {
  if (!raw.isTransaction) throw lostTransaction()
  raw.exec('commit')
}

/**
 * Runs the waiting jobs in one BEGIN IMMEDIATE, a savepoint each, and answers after COMMIT.
 *
 * A job that fails takes back only its own savepoint. When COMMIT fails nobody knows what the disk holds: all are told
 * `store/unavailable`, and a repeat is harmless because every write is idempotent. A job that pushes another one would wait
 * for itself: that is a programmer's error and rejects at once.
 */
export function createWriteQueue(raw: DatabaseSync, tx: Tx): WriteQueue {
  const waiting: Waiting[] = []
  const insideJob = new AsyncLocalStorage<true>()
  let running: Promise<void> | null = null

  async function runBatch(batch: readonly Waiting[]): Promise<readonly Outcome[]> {
    const outcomes: Outcome[] = []
    try {
      raw.exec('begin immediate')
      for (const { job } of batch) outcomes.push(await runOne(raw, () => insideJob.run(true, () => job(tx))))
      commit(raw)
      return outcomes
    } catch (failure) {
      const reason = toCommitProblem(failure)
      // What failed by itself keeps its own reason.
      return batch.map((_, index) => (outcomes[index]?.ok === false ? outcomes[index] : { ok: false, reason }))
    } finally {
      rollBackRest(raw)
    }
  }

  async function settle(batch: readonly Waiting[]): Promise<void> {
    const outcomes = await runBatch(batch)
    for (const [index, { resolve, reject }] of batch.entries()) {
      const outcome = must(outcomes[index], 'an outcome')
      if (outcome.ok) resolve(outcome.value)
      else reject(outcome.reason)
    }
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      // A whole turn of the event loop, not a microtask: SQLite answers at once, so that a batch would otherwise never
      // share its fsync with the calls whose bytes have already arrived.
      await nextTurn()
      await settle(waiting.splice(0, jobsPerCommit))
    }
    running = null
  }

  return {
    push: <T>(job: (tx: Tx) => Promise<T>) => {
      if (insideJob.getStore()) return Promise.reject(new Error('A job may await its own transaction only.'))
      return new Promise<T>((resolve, reject) => {
        waiting.push({ job, resolve: resolve as (value: unknown) => void, reject })
        running ??= drain()
      })
    },
    drained: async () => {
      while (running) await running
    },
  }
}
