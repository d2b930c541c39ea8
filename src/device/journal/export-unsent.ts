import type { EntryEnvelope } from '../../domain/journal/entry.ts'
import type { PartRef } from '../../domain/journal/part-ref.ts'
import type { XunhuDatabase } from '../database/database.ts'

/** The rescue file: everything that only this phone has, readable by the office without this phone's app. */
export interface RescueFile {
  readonly format: 'xunhu-rescue'
  readonly version: 1
  readonly exportedAt: string
  readonly device: string
  readonly author: string
  readonly entries: readonly EntryEnvelope[]
  readonly parts: readonly { readonly ref: PartRef; readonly base64: string }[]
}

/** 3 bytes become 4 characters; pieces keep String.fromCharCode's argument list short of every engine's limit. */
function toBase64(bytes: ArrayBuffer): string {
  const view = new Uint8Array(bytes)
  const pieceBytes = 0x6000
  let binary = ''
  for (let start = 0; start < view.length; start += pieceBytes) {
    binary += String.fromCharCode(...view.subarray(start, start + pieceBytes))
  }
  return btoa(binary)
}

/** Entries not yet accepted and parts not yet stored, with their bytes, one part in memory at a time. */
export async function exportUnsent(
  db: XunhuDatabase,
  who: { readonly device: string; readonly author: string; readonly nowMs: number },
): Promise<RescueFile> {
  const rows = await db.journal
    .where('sendState')
    .anyOf('queued', 'refused', 'quarantined')
    .filter((row) => row.author === who.author)
    .toArray()
  const parts: { ref: PartRef; base64: string }[] = []
  for (const part of await db.parts.where('sendState').equals('queued').toArray()) {
    const held = await db.partBytes.get(part.partId)
    if (held) parts.push({ ref: part.ref, base64: toBase64(held.bytes) })
  }
  return {
    format: 'xunhu-rescue',
    version: 1,
    exportedAt: new Date(who.nowMs).toISOString(),
    device: who.device,
    author: who.author,
    entries: rows.map((row) => row.entry),
    parts,
  }
}
