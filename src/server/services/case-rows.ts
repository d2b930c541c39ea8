import { caseFoldVersion, type CaseState } from '../../domain/casework/case-state.ts'
import { foldCase } from '../../domain/casework/fold-case.ts'
import type { SubjectId } from '../../domain/ids.ts'
import type { JournalEntry, StampedEntry } from '../../domain/journal/entry.ts'
import { readEntries } from '../../domain/journal/read-entry.ts'
import type { Tx } from '../store/store.ts'
import { stampedColumns, toStamped } from './stamped-rows.ts'

/** Accepted entries about one subject with their stamps. */
export async function entriesAbout(tx: Tx, subject: string): Promise<readonly StampedEntry[]> {
  const rows = await tx
    .selectFrom('entry_subject')
    .innerJoin('entry', 'entry.id', 'entry_subject.entry_id')
    .select(stampedColumns)
    .where('entry_subject.subject', '=', subject)
    .where('entry.status', '=', 'accepted')
    .execute()
  return readEntries(rows.map(toStamped))
}

function toRow(value: CaseState, receivedAt: string) {
  return {
    scope: value.scope,
    state: value.state,
    category: value.report.category,
    category_label: value.report.categoryLabel,
    severity: value.report.severity,
    place_text: value.report.place.text,
    school_id: value.report.place.schoolId ?? null,
    reporter_id: value.reporter,
    reported_at_ms: Math.round(value.reportedAtMs),
    received_at: receivedAt,
    note: value.notes.map((note) => note.note).join('；'),
    fold_version: caseFoldVersion,
  }
}

/** Folds one case again and writes its line of the ledger. */
export async function refreshCaseRow(tx: Tx, caseId: SubjectId): Promise<void> {
  const entries = await entriesAbout(tx, caseId)
  const value = foldCase(caseId, entries)
  if (!value) return
  const receivedAt = entries.find((item) => item.entry.id === value.reportedBy)?.stamp?.receivedAt ?? ''
  const row = toRow(value, receivedAt)
  await tx
    .insertInto('case_row')
    .values({ case_id: caseId, ...row })
    .onConflict((conflict) => conflict.column('case_id').doUpdateSet(row))
    .execute()
}

/** Each case that these entries touch, once, in the same transaction as the entries. */
export async function refreshCaseRows(tx: Tx, accepted: readonly JournalEntry[]): Promise<void> {
  const touched = new Set(accepted.flatMap((entry) => entry.subjects.filter((subject) => subject.startsWith('case-'))))
  for (const caseId of touched) await refreshCaseRow(tx, caseId)
}
