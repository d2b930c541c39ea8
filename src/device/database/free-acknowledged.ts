import type { XunhuDatabase } from './database.ts'
import { loadDurability } from './durability.ts'
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

/**
 * Frees bytes of parts that the server has stored and, with their record, calls durable, the oldest first; thumbnails stay.
 *
 * Called where space ends, and only then: with no backup on the server the photos stay so long as there is room.
 * Nothing that only this phone has is ever touched. Returns the bytes freed, which may be fewer than wanted.
 */
export async function freeAcknowledged(db: XunhuDatabase, wantedBytes: number): Promise<number> {
  return db.transaction('rw', [db.journal, db.parts, db.partBytes, db.facts], async () => {
    const durability = await loadDurability(db)
    const held = (await heldParts(db)).filter(durability.coversPart)
    // '' is the key of no entry: a part without one is never durable.
    const entries = await db.journal.bulkGet(held.map((part) => part.entryId) as JournalRow['id'][])
    let freedBytes = 0
    for (const [index, part] of held.entries()) {
      if (freedBytes >= wantedBytes) break
      const entry = entries[index]
      if (!entry || !durability.coversEntry(entry)) continue
      await db.partBytes.delete(part.partId)
      freedBytes += part.ref.sizeBytes
    }
    return freedBytes
  })
}
