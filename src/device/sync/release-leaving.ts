import type { XunhuDatabase } from '../database/database.ts'
import { loadDurability } from '../database/durability.ts'
import { loadFact, saveFact } from '../database/facts.ts'
import type { JournalRow } from '../database/rows.ts'
import { areFeedsRead } from './feeds-read.ts'
import { letGoTables, removeRows, unshownRows } from './let-go.ts'

/** Of these sent records those that, with all their photos, would survive the loss of the server's disk. */
async function coveredOf(db: XunhuDatabase, rows: readonly JournalRow[]): Promise<readonly JournalRow[]> {
  const durability = await loadDurability(db)
  const parts = await db.parts
    .where('entryId')
    .anyOf(rows.map((row) => row.id))
    .toArray()
  const owing = parts.filter(
    (part) => part.sendState === 'queued' || (part.sendState === 'stored' && !durability.coversPart(part)),
  )
  const waiting = new Set<string>(owing.map((part) => part.entryId))
  return rows.filter((row) => durability.coversEntry(row) && !waiting.has(row.id))
}

/**
 * Removes what was kept only until a backup has it, where one has it now.
 *
 * Not while a feed is still being read: its next page may show what no page so far has shown. What is queued again, as on a
 * new timeline, is written down anew when it is accepted.
 */
export async function releaseLeaving(db: XunhuDatabase): Promise<void> {
  await db.transaction('rw', letGoTables(db), async () => {
    const leaving = (await loadFact(db, 'leaving')) ?? []
    if (leaving.length === 0 || !(await areFeedsRead(db))) return
    const rows = (await unshownRows(db, leaving)).filter((row) => row.sendState === 'accepted')
    const covered = await coveredOf(db, rows)
    await removeRows(db, covered)
    const gone = new Set(covered.map((row) => row.id))
    await saveFact(
      db,
      'leaving',
      rows.filter((row) => !gone.has(row.id)).map((row) => row.id),
    )
  })
}
