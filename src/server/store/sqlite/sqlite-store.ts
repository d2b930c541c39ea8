import { migrate } from '../../migrations/migrate.ts'
import type { Store } from '../store.ts'
import { createSqliteRunner } from './connection.ts'
import { createSqliteKysely } from './dialect.ts'
import { openForReading, openForWriting } from './open-database.ts'
import { startQueryThread } from './query-thread.ts'
import { createWriteQueue } from './write-queue.ts'

/** The embedded store: one SQLite file, one writing connection, one for pulls, one for lists in a thread of its own. */
export async function openSqliteStore(path: string): Promise<Store> {
  const writing = openForWriting(path)
  const tx = createSqliteKysely(createSqliteRunner(writing))
  await migrate(tx)
  const queue = createWriteQueue(writing, tx)
  const reading = openForReading(path)
  const reader = createSqliteKysely(createSqliteRunner(reading))
  const thread = startQueryThread(path)
  const lists = createSqliteKysely(thread.run)
  let reads: Promise<unknown> = Promise.resolve()

  /** One after the other: the snapshot of one job must not be ended by the end of another. */
  async function inSnapshot<T>(job: () => Promise<T>): Promise<T> {
    reading.exec('begin')
    try {
      return await job()
    } finally {
      reading.exec('commit')
    }
  }

  return {
    write: (job) => queue.push(job),
    read: (job) => {
      const result = reads.then(() => inSnapshot(() => job(reader)))
      reads = result.then(
        () => undefined,
        () => undefined,
      )
      return result
    },
    query: (job) => job(lists),
    close: async () => {
      await queue.drained()
      await reads
      await thread.stop()
      reading.close()
      writing.close()
    },
  }
}
