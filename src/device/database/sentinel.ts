import type { XunhuDatabase } from './database.ts'
import { loadFact, saveFact } from './facts.ts'

/** The mark of this database, kept where it outlives the database. */
export interface SentinelMemory {
  load(): string | null
  save(mark: string): void
}

export interface SentinelParts {
  readonly memory: SentinelMemory
  readonly makeMark: () => string
  readonly nowMs: () => number
}

export type SentinelVerdict = 'intact' | 'emptied'

/**
 * Compares the database with the mark that was left in it, on each opening.
 *
 * The mark is also held in this object: clearing site data takes the memory outside along, but not a page that is open.
 * A missing mark is planted anew, so that the person can go on; the loss stays written down for the office.
 */
export function createSentinel({
  memory,
  makeMark,
  nowMs,
}: SentinelParts): (db: XunhuDatabase) => Promise<SentinelVerdict> {
  let known = memory.load()

  async function compare(db: XunhuDatabase): Promise<{ readonly verdict: SentinelVerdict; readonly mark: string }> {
    const found = await loadFact(db, 'sentinel')
    if (found) return { verdict: 'intact', mark: found.mark }
    const verdict = known === null ? 'intact' : 'emptied'
    const mark = makeMark()
    await saveFact(db, 'sentinel', { madeAtMs: nowMs(), mark })
    if (verdict === 'emptied') await saveFact(db, 'emptiedAtMs', nowMs())
    return { verdict, mark }
  }

  return async (db) => {
    // Read first: a transaction that may write is flushed to disk, and the first screen would wait for it.
    const found = await loadFact(db, 'sentinel')
    const { verdict, mark } = found
      ? { verdict: 'intact' as const, mark: found.mark }
      : await db.transaction('rw', [db.facts], () => compare(db))
    // Only once it is on disk: a mark remembered and not kept would be a false alarm at the next start.
    known = mark
    memory.save(mark)
    return verdict
  }
}
