import type { SubjectId } from '../../domain/ids.ts'
import type { SignDetailResponse } from '../../protocol/office.ts'
import { Problem } from '../problem.ts'
import type { Store, Tx } from '../store/store.ts'
import { toCaseLines } from './case-lines.ts'
import { scopesFor } from './member-scopes.ts'
import type { Caller } from './sessions.ts'
import { toSignLine } from './sign-list.ts'
import { loadHistory, loadParts } from './subject-history.ts'

type History = SignDetailResponse['history']

/** The ledger's lines of the cases that these records are about. */
async function casesOf(db: Tx, history: History): Promise<SignDetailResponse['cases']> {
  const caseIds = new Set(history.flatMap(({ entry }) => entry.subjects.filter((each) => each.startsWith('case-'))))
  if (caseIds.size === 0) return []
  const rows = await db
    .selectFrom('case_row')
    .selectAll()
    .where('case_id', 'in', [...caseIds])
    .orderBy('reported_at_ms', 'desc')
    .execute()
  return toCaseLines(db, rows)
}

/** One sign with its whole history. A sign of other squads is `request/not-found`, exactly as one that does not exist. */
export async function readSign(store: Store, caller: Caller, signId: SubjectId): Promise<SignDetailResponse> {
  const scopes = scopesFor(caller, 'seeLedger')
  const detail = await store.query(async (db) => {
    const row = await db.selectFrom('sign_row').selectAll().where('sign_id', '=', signId).executeTakeFirst()
    const history = row && scopes.length > 0 ? await loadHistory(db, signId, scopes) : []
    if (!row || row.fold_version === 0 || history.length === 0) return null
    return {
      row: toSignLine(row),
      history,
      parts: await loadParts(db, history),
      cases: await casesOf(db, history),
    }
  })
  if (!detail) throw new Problem('request/not-found', 'There is no such sign.')
  return detail
}
