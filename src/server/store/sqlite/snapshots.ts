import type { DatabaseSync } from 'node:sqlite'
import type { Tx } from '../store.ts'

/**
 * Runs read jobs one after the other, each in one snapshot.
 *
 * Never two at once: they share a connection, and the end of one would end the snapshot of the other.
 */
export function createSnapshots(
  raw: DatabaseSync,
  db: Tx,
): {
  run<T>(job: (db: Tx) => Promise<T>): Promise<T>
  drained(): Promise<void>
} {
  let last: Promise<unknown> = Promise.resolve()

  async function inSnapshot<T>(job: (db: Tx) => Promise<T>): Promise<T> {
    raw.exec('begin')
    try {
      return await job(db)
    } finally {
      if (raw.isTransaction) raw.exec('rollback')
    }
  }

  return {
    run: (job) => {
      const result = last.then(() => inSnapshot(job))
      last = result.catch(() => undefined)
      return result
    },
    drained: async () => {
      await last
    },
  }
}
