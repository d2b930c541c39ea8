import { caseFoldVersion } from '../../domain/casework/case-state.ts'
import { foldCase } from '../../domain/casework/fold-case.ts'
import { foldShift } from '../../domain/duty/fold-shift.ts'
import { shiftFoldVersion } from '../../domain/duty/shift-state.ts'
import type { SubjectId } from '../../domain/ids.ts'
import { entryKinds, isEntryKind } from '../../domain/journal/entry-kinds.ts'
import type { JournalEntry, StampedEntry } from '../../domain/journal/entry.ts'
import type { XunhuDatabase } from '../database/database.ts'
import type { CaseRow, JournalRow, ShiftRow } from '../database/rows.ts'

/** Kinds and versions of a later build are kept and shown as 请更新; to fold them would be to guess. */
const isUnderstood = ({ kind, entry }: JournalRow): boolean => isEntryKind(kind) && entry.v <= entryKinds[kind].v

/** What has an effect: a refused or quarantined entry is kept and shown, and counts for nothing. */
const counts = (row: JournalRow): boolean =>
  row.sendState !== 'refused' && row.sendState !== 'quarantined' && isUnderstood(row)

const toStamped = (row: JournalRow): StampedEntry => ({ entry: row.entry as unknown as JournalEntry, stamp: row.stamp })

type RowsOf = ReadonlyMap<SubjectId, readonly JournalRow[]>

function toShiftRow(id: SubjectId, rows: readonly JournalRow[]): ShiftRow | null {
  const [first] = rows
  if (!first) return null
  const state = foldShift(id, rows.map(toStamped))
  return { id, scope: first.scope, date: state.snapshot?.date ?? '', foldVersion: shiftFoldVersion, state }
}

function toCaseRow(id: SubjectId, rows: readonly JournalRow[]): CaseRow | null {
  const value = foldCase(id, rows.map(toStamped))
  if (!value) return null
  return {
    id,
    scope: value.scope,
    reporter: value.reporter,
    state: value.state,
    atMs: value.reportedAtMs,
    owedPhotos: value.owedPhotos,
    foldVersion: caseFoldVersion,
    value,
  }
}

/** Asked for all at once: the engine answers a page's 500 subjects in the time of a few, one after another it does not. */
async function loadRows(db: XunhuDatabase, subjects: readonly SubjectId[]): Promise<RowsOf> {
  const found = await Promise.all(subjects.map((subject) => db.journal.where('subjects').equals(subject).toArray()))
  return new Map(subjects.map((subject, index) => [subject, (found[index] ?? []).filter(counts)]))
}

/** Folds that there are, and the ids of those that have nothing left to fold. */
async function keepFolds<T>(
  table: { bulkPut(rows: T[]): PromiseLike<unknown>; bulkDelete(ids: SubjectId[]): PromiseLike<unknown> },
  rowsOf: RowsOf,
  prefix: string,
  toRow: (id: SubjectId, rows: readonly JournalRow[]) => T | null,
): Promise<void> {
  const kept: T[] = []
  const gone: SubjectId[] = []
  for (const [id, rows] of rowsOf) {
    if (!id.startsWith(prefix)) continue
    const row = toRow(id, rows)
    if (row) kept.push(row)
    else gone.push(id)
  }
  if (kept.length > 0) await table.bulkPut(kept)
  if (gone.length > 0) await table.bulkDelete(gone)
}

/** Folds each subject again from this device's entries. Inside the caller's transaction; reads only those subjects' rows. */
export async function refoldSubjects(db: XunhuDatabase, subjects: Iterable<SubjectId>): Promise<void> {
  const rowsOf = await loadRows(db, [...new Set(subjects)])
  await keepFolds(db.shifts, rowsOf, 'shift-', toShiftRow)
  await keepFolds(db.cases, rowsOf, 'case-', toCaseRow)
}

/** The tables that a refold touches, for the caller's transaction. */
export const foldTables = (db: XunhuDatabase) => [db.journal, db.shifts, db.cases]
