import type { XunhuDatabase } from './database.ts'
import { loadFact } from './facts.ts'
import type { JournalRow, PartRow } from './rows.ts'

/** Stored parts whose bytes are still here, oldest first. Asks for keys only: reading the rows would load every photo. */
async function heldParts(db: XunhuDatabase): Promise<readonly PartRow[]> {
  const stored = await db.parts.where('sendState').equals('stored').toArray()
  const keys = await db.partBytes
    .where('partId')
    .anyOf(stored.map((part) => part.partId))
    .primaryKeys()
  const held = new Set(keys)
  return stored.filter((part) => held.has(part.partId)).sort((left, right) => left.takenAtMs - right.takenAtMs)
}

const isDurable = (entry: JournalRow | undefined, durable: Readonly<Record<string, number>>): boolean =>
  entry !== undefined && entry.rev > 0 && entry.rev <= (durable[entry.scope] ?? 0)

/**
 * Frees bytes of parts that the server has stored and whose record it calls durable, the oldest first; thumbnails stay.
 *
 * Nothing that only this phone has is ever touched. Returns the bytes freed, which may be fewer than wanted.
 */
export async function freeAcknowledged(db: XunhuDatabase, wantedBytes: number): Promise<number> {
  return db.transaction('rw', [db.journal, db.parts, db.partBytes, db.facts], async () => {
    const durable = (await loadFact(db, 'durable')) ?? {}
    const held = await heldParts(db)
    // '' is the key of no entry: a part without one is never durable.
    const entries = await db.journal.bulkGet(held.map((part) => part.entryId) as JournalRow['id'][])
    let freedBytes = 0
    for (const [index, part] of held.entries()) {
      if (freedBytes >= wantedBytes) break
      if (!isDurable(entries[index], durable)) continue
      await db.partBytes.delete(part.partId)
      freedBytes += part.ref.sizeBytes
    }
    return freedBytes
  })
}
