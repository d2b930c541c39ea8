import type { ScopeId, SubjectId } from '../../domain/ids.ts'
import type { SignDetailResponse } from '../../protocol/office.ts'
import { Problem } from '../problem.ts'
import type { Store, Tx } from '../store/store.ts'
import { toCaseLines } from './case-lines.ts'
import { grantedSubjects } from './granted-subjects.ts'
import { scopesFor } from './member-scopes.ts'
import type { Caller } from './sessions.ts'
import type { Today } from './sign-filter.ts'
import { toSignLine } from './sign-list.ts'
import { loadHistory, loadParts } from './subject-history.ts'
import { readCheckRules } from './check-rules.ts'

type History = SignDetailResponse['history']

/** The ledger's lines of the cases that these records are about. A record may name any id: what is another squad's stays there. */
async function casesOf(db: Tx, history: History, scopes: readonly ScopeId[]): Promise<SignDetailResponse['cases']> {
  const caseIds = new Set(history.flatMap(({ entry }) => entry.subjects.filter((each) => each.startsWith('case-'))))
  if (caseIds.size === 0) return []
  const rows = await db
    .selectFrom('case_row')
    .selectAll()
    .where('case_id', 'in', [...caseIds])
    .where((where) => where.or([where('scope', 'in', scopes), where('case_id', 'in', grantedSubjects(db, scopes))]))
    .orderBy('reported_at_ms', 'desc')
    .execute()
  return toCaseLines(db, rows)
}

/** One sign with its whole history. A sign of other squads is `request/not-found`, exactly as one that does not exist. */
export async function readSign(
  store: Store,
  caller: Caller,
  signId: SubjectId,
  { nowMs, timeZone }: Today,
): Promise<SignDetailResponse> {
  const scopes = scopesFor(caller, 'seeLedger')
  const detail = await store.query(async (db) => {
    const row = await db
      .selectFrom('sign_row')
      .selectAll()
      .where('sign_id', '=', signId)
      .where((where) => where.or([where('scope', 'in', scopes), where('sign_id', 'in', grantedSubjects(db, scopes))]))
      .executeTakeFirst()
    const history = row ? await loadHistory(db, signId, scopes) : []
    if (!row || row.fold_version === 0 || history.length === 0) return null
    return {
      row: toSignLine(row, await readCheckRules(db, [row.scope as ScopeId], nowMs), timeZone),
      history,
      parts: await loadParts(db, history),
      cases: await casesOf(db, history, scopes),
    }
  })
  if (!detail) throw new Problem('request/not-found', 'There is no such sign.')
  return detail
}
