import type { SubjectId } from '../../domain/ids.ts'
import type { Store } from '../store/store.ts'
import { filteredCases, type CaseFilter, type CasesOf } from './case-page.ts'
import { scopesFor } from './member-scopes.ts'
import type { Caller } from './sessions.ts'

/** The cases that the filter lets through, the newest first: of the caller's scopes and what was granted to them. */
export async function listCaseIds(store: Store, caller: Caller, filter: CaseFilter): Promise<readonly SubjectId[]> {
  const scopes = scopesFor(caller, 'exportLedger')
  const seen: readonly CasesOf[] = [...scopes.map((home) => ({ home })), { grantedTo: scopes }]
  const found = await store.query((db) =>
    Promise.all(seen.map((cases) => filteredCases(db, cases, filter).select(['case_id', 'reported_at_ms']).execute())),
  )
  return found
    .flat()
    .sort(
      (left, right) =>
        Number(right.reported_at_ms) - Number(left.reported_at_ms) || (left.case_id < right.case_id ? -1 : 1),
    )
    .map((row) => row.case_id as SubjectId)
}
