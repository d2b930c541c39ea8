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

/** A withdrawal may take a complaint back, and a report may come after the complaint about its case. */
const touchesComplaints = ({ kind }: JournalEntry): boolean =>
  kind.startsWith('complaint.') || kind === 'record.withdrawn' || kind === 'case.reported'

/** The lines of the complaints about each case that these entries touch, in the same transaction as the entries. */
export async function refreshComplaintRows(tx: Tx, accepted: readonly JournalEntry[]): Promise<void> {
  const touched = accepted.filter(touchesComplaints).flatMap(({ subjects }) => subjects)
  const caseIds = [...new Set(touched.filter((subject) => subject.startsWith('case-')))]
  for (const some of inStatements(caseIds)) {
    const entries = await entriesAbout(tx, some)
    const rows = some.flatMap((caseId: SubjectId) => {
      const value = foldCase(caseId, entries.get(caseId) ?? [])
      return value ? toRows(value) : []
    })
    await tx.deleteFrom('complaint_row').where('case_id', 'in', some).execute()
    for (const written of inStatements(rows)) await tx.insertInto('complaint_row').values(written).execute()
  }
}
