import { foldCase } from '../../domain/casework/fold-case.ts'
import { masked } from '../../domain/complaint/complainant.ts'
import type { ComplainantSight } from '../../domain/people/complainant-sight.ts'
import type { ScopeId, SubjectId } from '../../domain/ids.ts'
import type { ComplaintLine } from '../../domain/report/complaint-ledger.ts'
import type { Store, Tx } from '../store/store.ts'
import { entriesAbout } from './entries-about.ts'

/** Read and folded at once: no more is in memory. */
const perStep = 100

export interface ListedComplaint {
  readonly complaintId: string
  readonly caseId: SubjectId
}

/** Complaints of these scopes that came in between two moments, the second one left out; the newest first. */
export async function listComplaintIds(
  store: Store,
  scopes: readonly ScopeId[],
  fromMs: number,
  beforeMs: number,
): Promise<readonly ListedComplaint[]> {
  const rows = await store.query((db) =>
    db
      .selectFrom('complaint_row')
      .select(['complaint_id', 'case_id'])
      .where('scope', 'in', scopes)
      .where('received_at_ms', '>=', fromMs)
      .where('received_at_ms', '<', beforeMs)
      .orderBy('received_at_ms', 'desc')
      .orderBy('complaint_id')
      .execute(),
  )
  return rows.map((row) => ({ complaintId: row.complaint_id, caseId: row.case_id as SubjectId }))
}

/** How the one who takes the ledger sees who complained to a squad. */
export type SightOf = (scope: ScopeId) => ComplainantSight

async function linesOf(db: Tx, some: readonly ListedComplaint[], sightOf: SightOf): Promise<readonly ComplaintLine[]> {
  const caseIds = [...new Set(some.map(({ caseId }) => caseId))]
  const entries = await entriesAbout(db, caseIds)
  const cases = new Map(caseIds.map((caseId) => [caseId, foldCase(caseId, entries.get(caseId) ?? [])]))
  const ids = some.map(({ complaintId }) => complaintId)
  const people = await db.selectFrom('complainant').selectAll().where('complaint_id', 'in', ids).execute()
  return some.flatMap(({ complaintId, caseId }) => {
    const value = cases.get(caseId)
    const complaint = value?.complaints.find(({ id }) => id === complaintId)
    if (!value || !complaint) return []
    const person = people.find((row) => row.complaint_id === complaintId) ?? { name: '', phone: '', words: '' }
    return [{ complaint, value, person: sightOf(value.scope) === 'clear' ? person : masked(person) }]
  })
}

/** These complaints as their records say, in their order. */
export async function* readComplaintLines(
  store: Store,
  listed: readonly ListedComplaint[],
  sightOf: SightOf,
): AsyncGenerator<ComplaintLine> {
  for (let from = 0; from < listed.length; from += perStep)
    yield* await store.query((db) => linesOf(db, listed.slice(from, from + perStep), sightOf))
}
