import { migrate } from '../../migrations/migrate.ts'
import { createErrandsInOrder } from '../errands-in-order.ts'
import type { Store } from '../store.ts'
import { createSqliteRunner } from './connection.ts'
import { createSqliteKysely } from './dialect.ts'
import { lockForOneProcess } from './one-process.ts'
import { openForReading, openForWriting } from './open-database.ts'
import { startQueryThread } from './query-thread.ts'
import { createSnapshots } from './snapshots.ts'
import { toStoreProblem } from './store-problem.ts'
import { createWriteQueue } from './write-queue.ts'

async function withStoreProblems<T>(job: Promise<T>): Promise<T> {
  try {
    return await job
  } catch (failure) {
    throw toStoreProblem(failure)
  }
}

/** What the store is built on; tests put a connection that runs full, or dies, in its place. */
export interface SqliteParts {
  readonly openForWriting: typeof openForWriting
  readonly startQueryThread: typeof startQueryThread
}

/**
 * The embedded store: one SQLite file, one writing connection, one for pulls, one for lists in a thread of its own.
 *
 * Rejects when another process has the file, when a setting would lose answered writes, or when a newer build made the tables.
 */
export async function openSqliteStore(
  path: string,
  parts: SqliteParts = { openForWriting, startQueryThread },
): Promise<Store> {
  const unlock = lockForOneProcess(path)
  const writing = parts.openForWriting(path)
  const tx = createSqliteKysely(createSqliteRunner(writing))
  const queue = createWriteQueue(writing, tx)
  await migrate(queue.push)
  const reading = openForReading(path)
  const snapshots = createSnapshots(reading, createSqliteKysely(createSqliteRunner(reading)))
  const thread = parts.startQueryThread(path)
  const lists = createSqliteKysely(thread.run)

  return {
    write: (job) => queue.push(job),
    read: (job) => withStoreProblems(snapshots.run(job)),
    query: (job) => withStoreProblems(job(lists)),
    // No other process is on the file.
    alone: createErrandsInOrder(),
    close: async () => {
      await queue.drained()
      await snapshots.drained()
      await thread.stop()
      reading.close()
      writing.close()
      unlock()
    },
  }
}
