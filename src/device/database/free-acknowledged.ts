import type { XunhuDatabase } from './database.ts'
import { loadFact } from './facts.ts'

/**
 * Frees the bytes of parts that the server has stored and whose record it calls durable; thumbnails stay.
 *
 * Nothing that only this phone has is ever touched. Returns how many parts were freed.
 */
export async function freeAcknowledged(db: XunhuDatabase): Promise<number> {
  const durable = (await loadFact(db, 'durable')) ?? {}
  let freed = 0
  for (const part of await db.parts.where('sendState').equals('stored').toArray()) {
    const entry = part.entryId === '' ? undefined : await db.journal.get(part.entryId)
    const isDurable = entry !== undefined && entry.rev > 0 && entry.rev <= (durable[entry.scope] ?? 0)
    if (!isDurable || (await db.partBytes.where('partId').equals(part.partId).count()) === 0) continue
    await db.partBytes.delete(part.partId)
    freed += 1
  }
  return freed
}
