import type { SubjectId } from '../../domain/ids.ts'
import type { XunhuDatabase } from '../database/database.ts'
import { loadFact, saveFact } from '../database/facts.ts'
import { areFeedsRead } from './feeds-read.ts'
import { letGo, letGoTables } from './let-go.ts'

/** Writes down subjects whose grant a feed says to have ended, inside the caller's transaction. */
export async function noteEnded(db: XunhuDatabase, subjects: readonly SubjectId[]): Promise<void> {
  if (subjects.length === 0) return
  await saveFact(db, 'ended', [...new Set([...((await loadFact(db, 'ended')) ?? []), ...subjects])])
}

/**
 * Lets go of what is here of them from before their feed was begun anew: no page has given it since, so its end finds none.
 *
 * Not before all others' entries were shown to a server that went back in time: this may be the last copy of what it lost.
 */
export async function letGoOfEnded(db: XunhuDatabase): Promise<void> {
  await db.transaction('rw', letGoTables(db), async () => {
    const ended = await loadFact(db, 'ended')
    if (!ended || (await loadFact(db, 'witnessedUpTo')) !== undefined || !(await areFeedsRead(db))) return
    const about = await db.journal
      .where('subjects')
      .anyOf(ended)
      .filter(({ subjects: [primary] }) => primary !== undefined && ended.includes(primary))
      .primaryKeys()
    await letGo(db, about)
    await db.facts.delete('ended')
  })
}
