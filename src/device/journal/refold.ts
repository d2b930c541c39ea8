import type { SubjectId } from '../../domain/ids.ts'
import type { StampedEntry } from '../../domain/journal/entry.ts'
import { readEntries } from '../../domain/journal/read-entry.ts'
import type { XunhuDatabase } from '../database/database.ts'
import type { JournalRow } from '../database/rows.ts'
import { toCaseRow, toRosterRow, toShiftRow, toSignRow } from './folded-rows.ts'

/** What has an effect: a refused or quarantined entry is kept and shown, and counts for nothing. */
const counts = ({ sendState }: JournalRow): boolean => sendState !== 'refused' && sendState !== 'quarantined'

type EntriesOf = ReadonlyMap<SubjectId, readonly StampedEntry[]>

/** What this device has about each of some subjects, with what has no effect. */
export type RowsOf = ReadonlyMap<SubjectId, readonly JournalRow[]>

/** Asked for all at once: the engine answers a page's 500 subjects in the time of a few, one after another it does not. */
export function loadRowsOf(db: XunhuDatabase, subjects: Iterable<SubjectId>): Promise<RowsOf> {
  const asked = [...new Set(subjects)]
  return Promise.all(asked.map((subject) => db.journal.where('subjects').equals(subject).toArray())).then(
    (found) => new Map(asked.map((subject, index) => [subject, found[index] ?? []])),
  )
}

/** Folds that there are, and the ids of those that have nothing left to fold. */
async function keepFolds<T>(
  table: { bulkPut(rows: T[]): PromiseLike<unknown>; bulkDelete(ids: SubjectId[]): PromiseLike<unknown> },
  entriesOf: EntriesOf,
  prefix: string,
  toRow: (id: SubjectId, entries: readonly StampedEntry[]) => T | null,
): Promise<void> {
  const kept: T[] = []
  const gone: SubjectId[] = []
  for (const [id, entries] of entriesOf) {
    if (!id.startsWith(prefix)) continue
    const row = toRow(id, entries)
    if (row) kept.push(row)
    else gone.push(id)
  }
  if (kept.length > 0) await table.bulkPut(kept)
  if (gone.length > 0) await table.bulkDelete(gone)
}

/** Folds subjects of which all rows are given. Inside the caller's transaction; reads nothing. */
export async function keepFoldsOf(db: XunhuDatabase, rowsOf: RowsOf): Promise<void> {
  const entriesOf: EntriesOf = new Map([...rowsOf].map(([id, rows]) => [id, readEntries(rows.filter(counts))]))
  await keepFolds(db.shifts, entriesOf, 'shift-', toShiftRow)
  await keepFolds(db.rosters, entriesOf, 'shift-', toRosterRow)
  await keepFolds(db.cases, entriesOf, 'case-', toCaseRow)
  await keepFolds(db.signs, entriesOf, 'sign-', toSignRow)
}

/** Folds each subject again from this device's entries. Inside the caller's transaction; reads only those subjects' rows. */
export const refoldSubjects = async (db: XunhuDatabase, subjects: Iterable<SubjectId>): Promise<void> =>
  keepFoldsOf(db, await loadRowsOf(db, subjects))

/** The tables that a refold touches, for the caller's transaction. */
export const foldTables = (db: XunhuDatabase) => [db.journal, db.shifts, db.rosters, db.cases, db.signs]
