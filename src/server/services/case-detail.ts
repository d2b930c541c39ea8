import type { SubjectId } from '../../domain/ids.ts'
import type { CaseDetailResponse } from '../../protocol/office.ts'
import { Problem } from '../problem.ts'
import type { Store } from '../store/store.ts'
import { toCaseLines } from './case-lines.ts'
import { grantedSubjects } from './granted-subjects.ts'
import { scopesFor } from './member-scopes.ts'
import type { Caller } from './sessions.ts'
import { loadHistory, loadParts } from './subject-history.ts'

/** One case with its whole history. A case of other scopes is `request/not-found`, exactly as one that does not exist. */
export async function readCase(store: Store, caller: Caller, caseId: SubjectId): Promise<CaseDetailResponse> {
  const scopes = scopesFor(caller, 'seeLedger')
  const detail = await store.query(async (db) => {
    // Not by the history alone: a record of the caller's own squad may name any id.
    const row = await db
      .selectFrom('case_row')
      .selectAll()
      .where('case_id', '=', caseId)
      .where((where) => where.or([where('scope', 'in', scopes), where('case_id', 'in', grantedSubjects(db, scopes))]))
      .executeTakeFirst()
    const history = row ? await loadHistory(db, caseId, scopes) : []
    if (!row || history.length === 0) return null
    const [line] = await toCaseLines(db, [row])
    return line ? { row: line, history, parts: await loadParts(db, history) } : null
  })
  if (!detail) throw new Problem('request/not-found', 'There is no such case.')
  return detail
}
