import type { PersonId } from '../../domain/ids.ts'
import type { XunhuDatabase } from '../database/database.ts'
import { loadFact, saveFact } from '../database/facts.ts'

/** Parts whose bytes are here; those that were freed lie in a backup, which is what a restore brings back. */
async function offerParts(db: XunhuDatabase): Promise<void> {
  const held = new Set<string>(await db.partBytes.toCollection().primaryKeys())
  await db.parts
    .where('sendState')
    .equals('stored')
    .filter((part) => held.has(part.partId))
    .modify({ sendState: 'queued', nextAttemptAtMs: 0, bytesSent: 0 })
}

/**
 * Takes over the server's timeline.
 *
 * After a restore the server may lack what it had answered for: all of this person's entries and parts are offered again.
 * Repeats are harmless, holes are not. Cursors stay: the server knows them for another timeline's and starts from nothing.
 */
export async function applyEpoch(db: XunhuDatabase, personId: PersonId, epoch: string): Promise<void> {
  await db.transaction('rw', [db.journal, db.parts, db.partBytes, db.cursors, db.facts], async () => {
    const known = await loadFact(db, 'epoch')
    if (known === epoch) return
    await saveFact(db, 'epoch', epoch)
    if (known === undefined) return
    await db.journal
      .where('sendState')
      .equals('accepted')
      .filter((row) => row.author === personId)
      .modify({ sendState: 'queued', nextAttemptAtMs: 0, attempts: 0, rev: 0 })
    await offerParts(db)
    // Others' entries are shown once the feeds have said which of them are missing.
    await saveFact(db, 'witnessedUpTo', '')
    // By the old cursors the feeds are not read yet, whatever the last page of the old timeline said.
    await db.cursors.toCollection().modify({ complete: 'no' })
  })
}
