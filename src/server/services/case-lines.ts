import type { Selectable } from 'kysely'
import type { PersonId, ScopeId, SubjectId } from '../../domain/ids.ts'
import type { DeskQueue } from '../../domain/casework/desk-queue.ts'
import type { Severity } from '../../domain/casework/severity.ts'
import type { CaseRow } from '../../protocol/office.ts'
import type { Tables } from '../store/tables.ts'
import type { Tx } from '../store/store.ts'
import { loadCasePhotos, noPhotos } from './case-photos.ts'
import { loadPeople } from './load-people.ts'

export type StoredCaseRow = Selectable<Tables['case_row']>

/** Lines of the ledger as they go out: with the reporter's name and the photos as they arrive. */
export async function toCaseLines(db: Tx, rows: readonly StoredCaseRow[]): Promise<CaseRow[]> {
  const people = await loadPeople(
    db,
    rows.flatMap((row) => [row.reporter_id, row.handler_id ?? row.reporter_id]),
  )
  const photos = await loadCasePhotos(
    db,
    rows.map((row) => row.case_id),
  )
  return rows.map((row) => ({
    caseId: row.case_id as SubjectId,
    state: row.state as CaseRow['state'],
    category: row.category,
    categoryLabel: row.category_label,
    severity: row.severity as Severity,
    placeText: row.place_text,
    schoolId: row.school_id,
    reporterId: row.reporter_id as PersonId,
    reporterName: people.get(row.reporter_id)?.name ?? row.reporter_id,
    scope: row.scope,
    reportedAt: new Date(Number(row.reported_at_ms)).toISOString(),
    receivedAt: row.received_at,
    note: row.note,
    dueAt: row.due_at_ms === null ? null : new Date(Number(row.due_at_ms)).toISOString(),
    unit: row.unit as ScopeId | null,
    handlerId: row.handler_id as PersonId | null,
    handlerName: row.handler_id === null ? null : (people.get(row.handler_id)?.name ?? row.handler_id),
    queue: row.queue === '' ? null : (row.queue as DeskQueue),
    actBy: new Date(Number(row.act_by_ms)).toISOString(),
    isTimed: row.is_timed === 1,
    supervised: row.supervised === 1,
    outside: row.outside,
    turnSince: row.turn_since_ms === null ? null : new Date(Number(row.turn_since_ms)).toISOString(),
    ...(photos.get(row.case_id) ?? noPhotos),
  }))
}
