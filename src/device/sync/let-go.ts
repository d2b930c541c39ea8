import type { EntryId } from '../../domain/ids.ts'
import type { XunhuDatabase } from '../database/database.ts'
import { loadFact, saveFact } from '../database/facts.ts'
import type { JournalRow } from '../database/rows.ts'
import { foldTables, refoldSubjects } from '../journal/refold.ts'
import { shownBy } from './held-rows.ts'

const isAnswered = (row: JournalRow): boolean => row.sendState === 'received' || row.sendState === 'accepted'

/** The tables that letting go touches, for the caller's transaction. */
export const letGoTables = (db: XunhuDatabase) => [
  ...foldTables(db),
  db.held,
  db.parts,
  db.partBytes,
  db.thumbnails,
  db.cursors,
  db.facts,
]

async function removeRows(
  db: XunhuDatabase,
  leaving: readonly JournalRow[],
  partIds: readonly string[],
): Promise<void> {
  await db.journal.bulkDelete(leaving.map((row) => row.id))
  await db.parts.bulkDelete([...partIds] as never[])
  await db.partBytes.bulkDelete([...partIds] as never[])
  await db.thumbnails.bulkDelete([...partIds] as never[])
  await refoldSubjects(
    db,
    leaving.flatMap((row) => row.subjects),
  )
}

/**
 * Removes those of these entries that no feed of the person shows any more, with their pictures.
 *
 * What is unsent or needs the person stays, whoever may see it now; so does a record whose photos are still to be sent, until
 * they are: it is then looked at again with the next answer.
 */
export async function letGo(db: XunhuDatabase, ids: Iterable<EntryId>): Promise<void> {
  const before = (await loadFact(db, 'leaving')) ?? []
  const asked = [...new Set([...before, ...ids])]
  if (asked.length === 0) return
  const shown = await shownBy(db, await db.cursors.toCollection().primaryKeys(), asked)
  const unshown = asked.filter((id) => !shown.has(id))
  const rows = (await db.journal.bulkGet(unshown)).flatMap((row) => (row && isAnswered(row) ? [row] : []))
  const parts = await db.parts
    .where('entryId')
    .anyOf(rows.map((row) => row.id))
    .toArray()
  const owing = new Set<string>(parts.filter((part) => part.sendState === 'queued').map((part) => part.entryId))
  await removeRows(
    db,
    rows.filter((row) => !owing.has(row.id)),
    parts.filter((part) => !owing.has(part.entryId)).map((part) => part.partId),
  )
  const leaving = rows.filter((row) => owing.has(row.id)).map((row) => row.id)
  if (leaving.length > 0 || before.length > 0) await saveFact(db, 'leaving', leaving)
}
