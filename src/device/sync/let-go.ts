import type { EntryId } from '../../domain/ids.ts'
import type { XunhuDatabase } from '../database/database.ts'
import type { JournalRow } from '../database/rows.ts'
import { foldTables, refoldSubjects } from '../journal/refold.ts'
import { shownBy } from './held-rows.ts'
import { keepLeaving } from './leaving.ts'

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

/** Removes these records with their pictures, inside the caller's transaction. */
export async function removeRows(db: XunhuDatabase, rows: readonly JournalRow[]): Promise<void> {
  const ids = rows.map((row) => row.id)
  const partIds = await db.parts.where('entryId').anyOf(ids).primaryKeys()
  await db.journal.bulkDelete(ids)
  await db.parts.bulkDelete(partIds)
  await db.partBytes.bulkDelete(partIds)
  await db.thumbnails.bulkDelete(partIds)
  await refoldSubjects(
    db,
    rows.flatMap((row) => row.subjects),
  )
}

/** Of these records those that no feed of the person shows. */
export async function unshownRows(db: XunhuDatabase, ids: readonly EntryId[]): Promise<readonly JournalRow[]> {
  const shown = await shownBy(db, await db.cursors.toCollection().primaryKeys(), ids)
  const rows = await db.journal.bulkGet(ids.filter((id) => !shown.has(id)))
  return rows.flatMap((row) => (row ? [row] : []))
}

/**
 * Removes those of these entries that no feed of the person shows any more, with their pictures.
 *
 * What is unsent or needs the person stays, whoever may see it now. What the person sent from here stays until a backup has it.
 */
export async function letGo(db: XunhuDatabase, released: Iterable<EntryId>): Promise<void> {
  const ids = [...new Set(released)]
  if (ids.length === 0) return
  const rows = await unshownRows(db, ids)
  await removeRows(
    db,
    rows.filter((row) => row.sendState === 'received'),
  )
  await keepLeaving(
    db,
    rows.filter((row) => row.sendState === 'accepted').map((row) => row.id),
  )
}
