import type { SubjectId } from '../../domain/ids.ts'
import type { Store } from '../store/store.ts'
import { filteredCases, type CaseFilter } from './case-page.ts'
import { readEvaluationRule, type DeskTime } from './evaluation-rule.ts'
import { seenCases } from './seen-cases.ts'
import type { Caller } from './sessions.ts'

/** The cases that the list shows through the same filter, the newest first. */
export async function listCaseIds(
  store: Store,
  caller: Caller,
  filter: CaseFilter,
  time: DeskTime,
): Promise<readonly SubjectId[]> {
  const found = await store.query(async (db) =>
    Promise.all(
      seenCases(caller, 'exportLedger', filter, await readEvaluationRule(db, time)).map((seen) =>
        filteredCases(db, seen.cases, seen.filter).select(['case_id', 'reported_at_ms']).execute(),
      ),
    ),
  )
  return found
    .flat()
    .sort(
      (left, right) =>
        Number(right.reported_at_ms) - Number(left.reported_at_ms) || (left.case_id < right.case_id ? -1 : 1),
    )
    .map((row) => row.case_id as SubjectId)
}
