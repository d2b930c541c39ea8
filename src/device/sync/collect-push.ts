import type { PersonId } from '../../domain/ids.ts'
import { wireLimits } from '../../protocol/limits.ts'
import type { SmallPart } from '../../protocol/sync.ts'
import type { XunhuDatabase } from '../database/database.ts'
import type { JournalRow } from '../database/rows.ts'

export interface PushBatch {
  readonly rows: readonly JournalRow[]
  readonly smallParts: readonly SmallPart[]
}

const toBase64 = (bytes: ArrayBuffer): string => btoa(String.fromCharCode(...new Uint8Array(bytes)))

/** Room for the envelope of a push and its small parts. */
const reservedBytes = 64 * 1024

/** Oldest first, no more than the wire takes; the first always fits, so that one large entry cannot stop the queue. */
export function takeWhatFits(rows: readonly JournalRow[]): readonly JournalRow[] {
  const taken: JournalRow[] = []
  let bytes = reservedBytes
  for (const row of rows) {
    // Three bytes a sign at most: texts are mostly Chinese.
    bytes += JSON.stringify(row.entry).length * 3
    if (taken.length >= wireLimits.entriesPerPush || (taken.length > 0 && bytes > wireLimits.pushBytes)) break
    taken.push(row)
  }
  return taken
}

/** What this person recorded here and the server has not answered for, with the positions that ride along. */
export async function collectPush(db: XunhuDatabase, personId: PersonId, nowMs: number): Promise<PushBatch> {
  const due = await db.journal
    .where('[sendState+nextAttemptAtMs]')
    .between(['queued', 0], ['queued', nowMs], true, true)
    .filter((row) => row.author === personId)
    .toArray()
  const rows = takeWhatFits(due.sort((left, right) => (left.id < right.id ? -1 : 1)))
  const smallParts: SmallPart[] = []
  for (const part of rows.flatMap((row) => row.entry.parts)) {
    if (part.kind !== 'position') continue
    const held = await db.partBytes.get(part.partId)
    if (held) smallParts.push({ partId: part.partId, sha256: part.sha256, base64: toBase64(held.bytes) })
  }
  return { rows, smallParts }
}
