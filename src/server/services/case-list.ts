import { sql } from 'kysely'
import type { CaseListResponse } from '../../protocol/office.ts'
import type { Store, Tx } from '../store/store.ts'
import { toCaseLines, type StoredCaseRow } from './case-lines.ts'
import { casePageOf, filteredCases, type CaseFilter, type CasesOf } from './case-page.ts'
import { scopesFor } from './member-scopes.ts'
import { decodeCursor, encodeCursor } from './page-cursor.ts'
import type { Caller } from './sessions.ts'

export interface CaseListQuery extends CaseFilter {
  readonly cursor?: string | undefined
  readonly limit: number
}

/** A number on a screen; past it nobody counts on. */
const countedUpTo = 10_000

const newestFirst = (left: StoredCaseRow, right: StoredCaseRow): number =>
  Number(right.reported_at_ms) - Number(left.reported_at_ms) || (left.case_id < right.case_id ? -1 : 1)

async function countCases(db: Tx, seen: readonly CasesOf[], filter: CaseFilter): Promise<number> {
  let total = 0
  for (const cases of seen) {
    const some = filteredCases(db, cases, filter)
      .select(sql<number>`1`.as('one'))
      .limit(countedUpTo - total)
      .as('some')
    const { count } = await db
      .selectFrom(some)
      .select((select) => select.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    total += Number(count)
    if (total >= countedUpTo) return countedUpTo
  }
  return total
}

/** 台账, a page at a time, newest first: of the caller's scopes, what was granted to them, and no others. */
export async function listCases(store: Store, caller: Caller, query: CaseListQuery): Promise<CaseListResponse> {
  const scopes = scopesFor(caller, 'seeLedger')
  const seen: readonly CasesOf[] = [...scopes.map((home) => ({ home })), { grantedTo: scopes }]
  const after = query.cursor === undefined ? null : decodeCursor(query.cursor)
  return store.query(async (db) => {
    // One more than is shown tells whether a next page exists.
    const pages = await Promise.all(
      seen.map((cases) =>
        casePageOf(db, cases, query, after, query.limit + 1)
          .selectAll()
          .execute(),
      ),
    )
    const found = pages.flat().sort(newestFirst)
    const shown = found.slice(0, query.limit)
    const last = found.length > query.limit ? shown.at(-1) : undefined
    return {
      rows: await toCaseLines(db, shown),
      next: last ? encodeCursor({ sortedBy: Number(last.reported_at_ms), id: last.case_id }) : null,
      total: await countCases(db, seen, query),
    }
  })
}
