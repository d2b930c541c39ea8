import type { EntryId } from '../../domain/ids.ts'
import type { XunhuDatabase } from '../database/database.ts'
import type { PartRow } from '../database/rows.ts'

/** Parts whose try is due and whose entry the server has: text goes first. Oldest first. */
export async function loadDueParts(db: XunhuDatabase, nowMs: number): Promise<readonly PartRow[]> {
  const rows = await db.parts
    .where('[sendState+nextAttemptAtMs]')
    .between(['queued', 0], ['queued', nowMs], true, true)
    .toArray()
  // '' of a part without an entry is the key of nothing.
  const entries = await db.journal.bulkGet(rows.map((row) => row.entryId as EntryId))
  const due = rows.filter((_, index) => {
    const entry = entries[index]
    return entry !== undefined && entry.sendState !== 'queued'
  })
  return due.sort((left, right) => left.takenAtMs - right.takenAtMs)
}
