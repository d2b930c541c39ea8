import type { CaseListResponse } from '../../protocol/office.ts'
import type { Store } from '../store/store.ts'
import { toCaseLines } from './case-lines.ts'
import { caseOrders } from './case-order.ts'
import type { CaseFilter } from './case-page.ts'
import { countCases } from './count-cases.ts'
import { decodeCursor, encodeCursor } from './page-cursor.ts'
import { readEvaluationRule, type DeskTime } from './evaluation-rule.ts'
import { seenCases } from './seen-cases.ts'
import type { Caller } from './sessions.ts'

export interface CaseListQuery extends CaseFilter {
  readonly order: keyof typeof caseOrders
  readonly cursor?: string | undefined
  readonly limit: number
}

/** 台账, a page at a time: of the caller's scopes, what was granted to them, and no others. */
export async function listCases(
  store: Store,
  caller: Caller,
  query: CaseListQuery,
  time: DeskTime,
): Promise<CaseListResponse> {
  const { pageOf, compare, positionOf } = caseOrders[query.order]
  const after = query.cursor === undefined ? null : decodeCursor(query.cursor)
  return store.query(async (db) => {
    const seen = seenCases(caller, 'seeLedger', query, await readEvaluationRule(db, time))
    // One more than is shown tells whether a next page exists.
    const pages = await Promise.all(
      seen.map(({ cases, filter }) =>
        pageOf(db, cases, filter, after, query.limit + 1)
          .selectAll()
          .execute(),
      ),
    )
    const found = pages.flat().sort(compare)
    const shown = found.slice(0, query.limit)
    const last = found.length > query.limit ? shown.at(-1) : undefined
    return {
      rows: await toCaseLines(db, shown),
      next: last ? encodeCursor(positionOf(last)) : null,
      total: await countCases(db, seen),
    }
  })
}
