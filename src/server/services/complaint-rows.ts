import type { CaseState } from '../../domain/casework/case-state.ts'
import { foldCase } from '../../domain/casework/fold-case.ts'
import type { SubjectId } from '../../domain/ids.ts'
import type { JournalEntry } from '../../domain/journal/entry.ts'
import { inStatements } from '../store/statement-rows.ts'
import type { Tx } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import { entriesAbout } from './entries-about.ts'

const toRows = ({ caseId, scope, complaints, report }: CaseState): readonly Tables['complaint_row'][] =>
  complaints.map(({ id, received, stage, firstAnsweredAtMs, followUp }) => ({
    complaint_id: id,
    case_id: caseId,
    scope,
    source: received.source,
    source_no: received.sourceNo ?? '',
    summary: received.summary,
    place_text: (received.place ?? report.place).text,
    received_at_ms: Date.parse(received.receivedAt),
    due_at_ms: Date.parse(received.dueAt),
    nth: received.nth,
    stage,
    answered_at_ms: firstAnsweredAtMs === null ? null : Math.round(firstAnsweredAtMs),
    satisfaction: followUp?.satisfaction ?? '',
  }))

const rowsOf = (value: CaseState | null): readonly Tables['complaint_row'][] => (value === null ? [] : toRows(value))

/** Nearly all cases have none, and need no fold to say so. */
async function withComplaints(db: Tx, caseIds: readonly SubjectId[]): Promise<readonly SubjectId[]> {
  const rows = await db
    .selectFrom('entry_subject')
    .innerJoin('entry', 'entry.id', 'entry_subject.entry_id')
    .select('entry_subject.subject')
    .distinct()
    .where('entry_subject.subject', 'in', caseIds)
    .where('entry.kind', '=', 'complaint.received')
    .execute()
  return rows.map(({ subject }) => subject as SubjectId)
}

/** The lines of the complaints about these cases as their records make them now. */
export async function foldedComplaintRows(
  db: Tx,
  caseIds: readonly SubjectId[],
): Promise<readonly Tables['complaint_row'][]> {
  const rows: Tables['complaint_row'][] = []
  for (const some of inStatements(await withComplaints(db, caseIds))) {
    const entries = await entriesAbout(db, some)
    rows.push(...some.flatMap((caseId) => rowsOf(foldCase(caseId, entries.get(caseId) ?? []))))
  }
  return rows
}

/** Folds these cases again and writes the lines of the complaints about them. */
export async function foldComplaintRows(tx: Tx, caseIds: readonly SubjectId[]): Promise<void> {
  for (const some of inStatements(caseIds)) {
    const rows = await foldedComplaintRows(tx, some)
    await tx.deleteFrom('complaint_row').where('case_id', 'in', some).execute()
    for (const written of inStatements(rows)) await tx.insertInto('complaint_row').values(written).execute()
  }
}

/** A withdrawal may take a complaint back, and what reports a case, or opens it, may come after the complaint about it. */
const touchesComplaints = ({ kind }: JournalEntry): boolean =>
  kind.startsWith('complaint.') || kind === 'record.withdrawn' || kind === 'case.reported' || kind === 'sign.surveyed'

/** The lines of the complaints about each case that these entries touch, in the same transaction as the entries. */
export async function refreshComplaintRows(tx: Tx, accepted: readonly JournalEntry[]): Promise<void> {
  const touched = accepted.filter(touchesComplaints).flatMap(({ subjects }) => subjects)
  await foldComplaintRows(tx, [...new Set(touched.filter((subject) => subject.startsWith('case-')))])
}
