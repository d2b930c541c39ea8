import type { DeviceId, PersonId } from '../../domain/ids.ts'
import { canonicalJson } from '../../lib/canonical-json.ts'
import { rescueFormat, type RescueFile } from '../../protocol/rescue.ts'
import type { XunhuDatabase } from '../database/database.ts'
import type { Digest } from '../journal/digest.ts'
import { toBase64 } from './base64.ts'

export interface RescueSource {
  readonly db: XunhuDatabase
  readonly digest: Digest
  readonly device: DeviceId
  readonly author: PersonId
}

/** Of the entries of a rescue file: a file that was cut or changed on its way is found by it. */
export async function hashEntries(entries: readonly unknown[], digest: Digest): Promise<RescueFile['entriesSha256']> {
  const bytes = new TextEncoder().encode(canonicalJson(entries))
  return digest(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
}

async function loadParts(db: XunhuDatabase): Promise<RescueFile['parts']> {
  const parts: RescueFile['parts'] = []
  for (const part of await db.parts.where('sendState').equals('queued').toArray()) {
    const held = await db.partBytes.get(part.partId)
    if (held) parts.push({ ref: part.ref, base64: toBase64(held.bytes) })
  }
  return parts
}

/** The rescue file: entries not yet accepted and parts not yet stored, with their bytes, one part in memory at a time. */
export async function exportUnsent({ db, digest, device, author }: RescueSource, nowMs: number): Promise<RescueFile> {
  const rows = await db.journal
    .where('sendState')
    .anyOf('queued', 'refused', 'quarantined')
    .filter((row) => row.author === author)
    .toArray()
  const entries = rows.map((row) => row.entry)
  return {
    format: rescueFormat.name,
    version: rescueFormat.version,
    exportedAt: new Date(nowMs).toISOString(),
    device,
    author,
    entriesSha256: await hashEntries(entries, digest),
    entries,
    parts: await loadParts(db),
  }
}
