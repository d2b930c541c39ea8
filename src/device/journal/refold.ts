import { caseFoldVersion } from '../../domain/casework/case-state.ts'
import { foldCase } from '../../domain/casework/fold-case.ts'
import { foldShift } from '../../domain/duty/fold-shift.ts'
import { shiftFoldVersion } from '../../domain/duty/shift-state.ts'
import type { SubjectId } from '../../domain/ids.ts'
import { entryKinds, isEntryKind } from '../../domain/journal/entry-kinds.ts'
import type { JournalEntry, StampedEntry } from '../../domain/journal/entry.ts'
import type { XunhuDatabase } from '../database/database.ts'
import type { JournalRow } from '../database/rows.ts'

/** Kinds and versions of a later build are kept and shown as 请更新; to fold them would be to guess. */
const isUnderstood = ({ kind, entry }: JournalRow): boolean => isEntryKind(kind) && entry.v <= entryKinds[kind].v

/** What has an effect: a refused or quarantined entry is kept and shown, and counts for nothing. */
const counts = (row: JournalRow): boolean =>
  row.sendState !== 'refused' && row.sendState !== 'quarantined' && isUnderstood(row)

const toStamped = (row: JournalRow): StampedEntry => ({ entry: row.entry as unknown as JournalEntry, stamp: row.stamp })

async function refoldShift(db: XunhuDatabase, id: SubjectId, rows: readonly JournalRow[]): Promise<void> {
  const [first] = rows
  if (!first) {
    await db.shifts.delete(id)
    return
  }
  const state = foldShift(id, rows.map(toStamped))
  await db.shifts.put({
    id,
    scope: first.scope,
    date: state.snapshot?.date ?? '',
    foldVersion: shiftFoldVersion,
    state,
  })
}

async function refoldCase(db: XunhuDatabase, id: SubjectId, rows: readonly JournalRow[]): Promise<void> {
  const value = foldCase(id, rows.map(toStamped))
  if (!value) {
    await db.cases.delete(id)
    return
  }
  await db.cases.put({
    id,
    scope: value.scope,
    reporter: value.reporter,
    state: value.state,
    atMs: value.reportedAtMs,
    owedPhotos: value.owedPhotos,
    foldVersion: caseFoldVersion,
    value,
  })
}

/** Folds each subject again from this device's entries. Inside the caller's transaction; reads only those subjects' rows. */
export async function refoldSubjects(db: XunhuDatabase, subjects: Iterable<SubjectId>): Promise<void> {
  for (const subject of new Set(subjects)) {
    const rows = (await db.journal.where('subjects').equals(subject).toArray()).filter(counts)
    if (subject.startsWith('shift-')) await refoldShift(db, subject, rows)
    if (subject.startsWith('case-')) await refoldCase(db, subject, rows)
  }
}

/** The tables that a refold touches, for the caller's transaction. */
export const foldTables = (db: XunhuDatabase) => [db.journal, db.shifts, db.cases]
