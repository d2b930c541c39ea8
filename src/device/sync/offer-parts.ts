import type { EntryId } from '../../domain/ids.ts'
import type { XunhuDatabase } from '../database/database.ts'
import type { PartRow } from '../database/rows.ts'

/** What the server said of the part counts no more. */
export const queuedAgain = (part: PartRow): PartRow => ({
  ...part,
  sendState: 'queued',
  nextAttemptAtMs: 0,
  bytesSent: 0,
  isInBackup: false,
})

/**
 * Queues again the stored parts of these entries whose bytes are here, inside the caller's transaction.
 *
 * Those whose bytes were freed lie in a backup, which is what a restore brings back.
 */
export async function offerParts(db: XunhuDatabase, entries: 'all' | readonly EntryId[]): Promise<void> {
  const held = new Set<string>(await db.partBytes.toCollection().primaryKeys())
  const stored =
    entries === 'all' ? db.parts.where('sendState').equals('stored') : db.parts.where('entryId').anyOf(entries)
  const lost = await stored.filter((part) => part.sendState === 'stored' && held.has(part.partId)).toArray()
  await db.parts.bulkPut(lost.map(queuedAgain))
}
