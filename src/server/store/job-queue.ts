import { AsyncLocalStorage } from 'node:async_hooks'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { must } from '../../lib/must.ts'
import type { Tx } from './store.ts'

export type Job = (tx: Tx) => Promise<unknown>

/** What became of one job of a batch. */
export type Outcome = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: unknown }

/** Runs these jobs in one transaction; resolves with an outcome for each once the commit is known, and never rejects. */
export type RunBatch = (jobs: readonly Job[]) => Promise<readonly Outcome[]>

export interface JobQueue {
  push<T>(job: (tx: Tx) => Promise<T>): Promise<T>
  drained(): Promise<void>
}

interface Waiting {
  readonly job: Job
  readonly resolve: (value: unknown) => void
  readonly reject: (reason: unknown) => void
}

/** So many jobs share one fsync at most; more would make the first wait for the last. */
const jobsPerCommit = 64

/**
 * Hands the waiting jobs over in batches, one at a time, and answers each when its batch is done.
 *
 * A job that pushes another one would wait for itself: that is a programmer's error and rejects at once.
 */
export function createJobQueue(runBatch: RunBatch): JobQueue {
  const waiting: Waiting[] = []
  const insideJob = new AsyncLocalStorage<true>()
  let running: Promise<void> | null = null

  async function settle(batch: readonly Waiting[]): Promise<void> {
    const outcomes = await runBatch(
      batch.map(
        ({ job }) =>
          (tx) =>
            insideJob.run(true, () => job(tx)),
      ),
    )
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
