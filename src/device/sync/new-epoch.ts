import type { PersonId } from '../../domain/ids.ts'
import type { XunhuDatabase } from '../database/database.ts'
import { loadFact, saveFact } from '../database/facts.ts'

/**
 * Takes over the server's timeline; true when it is another than before.
 *
 * After a restore the server may lack what it had answered for: all of this person's entries and parts are offered again, and
 * the feeds are read from nothing. Repeats are harmless, holes are not.
 */
export async function applyEpoch(db: XunhuDatabase, personId: PersonId, epoch: string): Promise<boolean> {
  const known = await loadFact(db, 'epoch')
  if (known === epoch) return false
  await db.transaction('rw', [db.journal, db.parts, db.cursors, db.facts], async () => {
    if (known !== undefined) {
      await db.journal
        .where('sendState')
        .equals('accepted')
        .filter((row) => row.author === personId)
        .modify({ sendState: 'queued', nextAttemptAtMs: 0 })
      await db.parts.where('sendState').equals('stored').modify({ sendState: 'queued', nextAttemptAtMs: 0, bytesSent: 0 })
      await db.cursors.clear()
    }
    await saveFact(db, 'epoch', epoch)
  })
  return known !== undefined
}
