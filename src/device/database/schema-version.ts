import type { Dexie } from 'dexie'
import { DeviceProblem } from '../device-problem.ts'

/** Dexie multiplies its versions by ten in the engine, and adds ones of its own between them. */
const engineStep = 10

/** Whether newer code has changed this open database: an old window beside a new one, or an old shell from a cache. */
export function isNewerThanCode(db: Dexie, codeVersion: number): boolean {
  const engineVersion = (db.backendDB() as IDBDatabase | null)?.version ?? 0
  return Math.floor(engineVersion / engineStep) > codeVersion
}

/**
 * Makes a database that is newer than the code read-only: every write rejects with `storage/newer-version`.
 *
 * Dexie itself opens it without a word, and old code would write old shapes into it. Checked at each transaction, because
 * another window may upgrade the database while this one is open.
 */
export function guardNewerVersion(db: Dexie, codeVersion: number): void {
  db.use({
    stack: 'dbcore',
    name: 'guardNewerVersion',
    create: (core) => ({
      ...core,
      transaction: (stores, mode, options) => {
        if (mode === 'readwrite' && isNewerThanCode(db, codeVersion)) throw new DeviceProblem('storage/newer-version')
        return core.transaction(stores, mode, options)
      },
    }),
  })
}
