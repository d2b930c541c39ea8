import { DatabaseSync } from 'node:sqlite'

/** SQLITE_BUSY: somebody else holds the lock. */
const busyCode = 5

/** The data folder is in use by another server. */
export class StoreInUseError extends Error {}

/**
 * Makes this the only process on the file; returns the end of it.
 *
 * Two servers on one file would keep its rows whole, but each would tell phones of its own writes only. The lock is SQLite's own
 * on a file beside it, so that the system frees it however the process ends.
 */
export function lockForOneProcess(path: string): () => void {
  const lock = new DatabaseSync(`${path}.lock`, { timeout: 0 })
  try {
    lock.exec('begin exclusive')
  } catch (failure) {
    lock.close()
    if ((failure as { errcode?: number }).errcode === busyCode)
      throw new StoreInUseError(`${path} is in use by another process.`)
    throw failure
  }
  return () => lock.close()
}
