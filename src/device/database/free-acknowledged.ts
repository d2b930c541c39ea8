import type { XunhuDatabase } from './database.ts'
import { loadFact, type Facts } from './facts.ts'
import type { JournalRow, PartRow } from './rows.ts'

/** By how much the server's clock may be off as this device knows it. */
const clockMarginMs = 60_000

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

/** A photo that came after the backup that covers its record is on one disk only. What an older build sent came long before. */
const isCovered = ({ storedAtMs = 0 }: PartRow, backup: Facts['backup']): boolean =>
  backup === undefined || (backup.coversUntilMs !== null && storedAtMs + clockMarginMs <= backup.coversUntilMs)

/**
 * Frees bytes of parts that the server has stored and, with their record, calls durable, the oldest first; thumbnails stay.
 *
 * Called where space ends, and only then: with no backup on the server the photos stay so long as there is room.
 * Nothing that only this phone has is ever touched. Returns the bytes freed, which may be fewer than wanted.
 */
export async function freeAcknowledged(db: XunhuDatabase, wantedBytes: number): Promise<number> {
  return db.transaction('rw', [db.journal, db.parts, db.partBytes, db.facts], async () => {
    const durable = (await loadFact(db, 'durable')) ?? {}
    const backup = await loadFact(db, 'backup')
    const held = (await heldParts(db)).filter((part) => isCovered(part, backup))
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
