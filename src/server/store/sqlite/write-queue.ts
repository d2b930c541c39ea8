import type { DatabaseSync } from 'node:sqlite'
import type { Tx } from '../store.ts'
import { toStoreProblem } from './store-problem.ts'

interface Waiting {
  readonly job: (tx: Tx) => Promise<unknown>
  readonly resolve: (value: unknown) => void
  readonly reject: (reason: unknown) => void
}

type Outcome = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: unknown }

/** So many jobs share one fsync at most; more would make the first wait for the last. */
const jobsPerCommit = 64

/**
 * Runs the waiting jobs in one BEGIN IMMEDIATE, a savepoint each, and answers after COMMIT.
 *
 * A job that fails takes back only its own savepoint. When COMMIT fails nobody knows what the disk holds: all are told
 * `store/unavailable`, and a repeat is harmless because every write is idempotent.
 */
export function createWriteQueue(raw: DatabaseSync, tx: Tx): {
  push<T>(job: (tx: Tx) => Promise<T>): Promise<T>
  drained(): Promise<void>
} {
  const waiting: Waiting[] = []
  let running: Promise<void> | null = null

  async function runOne({ job }: Waiting): Promise<Outcome> {
    raw.exec('savepoint job')
    try {
      const value = await job(tx)
      raw.exec('release job')
      return { ok: true, value }
    } catch (reason) {
      // A full disk may have ended the whole transaction already: then there is no savepoint to go back to.
      if (raw.isTransaction) raw.exec('rollback to job; release job')
      return { ok: false, reason: toStoreProblem(reason) }
    }
  }

  function commit(): unknown {
    try {
      if (!raw.isTransaction) throw new Error('The transaction ended before its commit.')
      raw.exec('commit')
      return null
    } catch (failure) {
      if (raw.isTransaction) raw.exec('rollback')
      return toStoreProblem(failure)
    }
  }

  async function runBatch(batch: readonly Waiting[]): Promise<void> {
    raw.exec('begin immediate')
    const outcomes: Outcome[] = []
    for (const item of batch) outcomes.push(raw.isTransaction ? await runOne(item) : { ok: false, reason: toStoreProblem(null) })
    const failure = commit()
    batch.forEach((item, index) => {
      const outcome = outcomes[index]
      if (outcome?.ok && failure === null) item.resolve(outcome.value)
      else item.reject(outcome?.ok === false ? outcome.reason : failure)
    })
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, jobsPerCommit)
      try {
        await runBatch(batch)
      } catch (failure) {
        for (const item of batch) item.reject(toStoreProblem(failure))
      }
    }
    running = null
  }

  return {
    push: <T>(job: (tx: Tx) => Promise<T>) =>
      new Promise<T>((resolve, reject) => {
        waiting.push({ job, resolve: resolve as (value: unknown) => void, reject })
        // One turn later, so that calls that arrive together share the commit.
        running ??= Promise.resolve().then(drain)
      }),
    drained: async () => {
      while (running) await running
    },
  }
}
