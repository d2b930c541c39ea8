import { DeviceProblem } from '../device-problem.ts'
import type { XunhuDatabase } from './database.ts'
import { databaseVersion } from './database.ts'
import { loadFact, saveFact } from './facts.ts'
import { withDb, type Sleep } from './with-db.ts'

export interface Sentinels {
  /** The mark that this profile remembers outside the database, if any. */
  remembered(): string | null
  remember(mark: string): void
}

async function checkSchema(db: XunhuDatabase): Promise<void> {
  const newest = (await loadFact(db, 'schemaVersion')) ?? 0
  // Dexie opens a newer database with older code and would write old shapes into it.
  if (newest > databaseVersion) throw new DeviceProblem('storage/newer-version')
  if (newest < databaseVersion) await saveFact(db, 'schemaVersion', databaseVersion)
}

/**
 * Opens the database and looks whether it is the one we left.
 *
 * Returns `emptied` when the profile remembers a mark that the database has lost: the browser threw the data away, which the
 * person and the office must be told. Rejects with `storage/newer-version` or `storage/unavailable`.
 */
export async function openDatabase(
  db: XunhuDatabase,
  sentinels: Sentinels,
  makeMark: () => string,
  nowMs: number,
  sleep: Sleep,
): Promise<'intact' | 'emptied'> {
  return withDb(db, sleep, async () => {
    await db.open()
    await checkSchema(db)
    const remembered = sentinels.remembered()
    const found = await loadFact(db, 'sentinel')
    if (found) {
      sentinels.remember(found.mark)
      return 'intact'
    }
    const mark = makeMark()
    await saveFact(db, 'sentinel', { madeAtMs: nowMs, mark })
    sentinels.remember(mark)
    return remembered === null ? 'intact' : 'emptied'
  })
}
