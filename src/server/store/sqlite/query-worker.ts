import { parentPort, workerData } from 'node:worker_threads'
import { createSqliteRunner } from './connection.ts'
import { openForReading } from './open-database.ts'

/** The thread behind `store.query`: runs one statement at a time on a read-only connection of its own. */
const run = createSqliteRunner(openForReading((workerData as { path: string }).path))

parentPort?.on('message', ({ ticket, sql, parameters }: { ticket: number; sql: string; parameters: unknown[] }) => {
  try {
    // Rows have no prototype, which structured clone keeps as plain objects.
    parentPort?.postMessage({ ticket, result: run(sql, parameters) })
  } catch (failure) {
    const { message, errcode } = failure as Error & { errcode?: number }
    parentPort?.postMessage({ ticket, failure: { message, errcode } })
  }
})
