import { sql } from 'kysely'
import type { Tx } from '../store/store.ts'
import { filteredCases, type CaseFilter, type CasesOf } from './case-page.ts'

/** A number on a screen; past it nobody counts on. */
const countedUpTo = 10_000

/** How many of these cases the filter lets through, no further than 10,000. */
export async function countCases(db: Tx, seen: readonly CasesOf[], filter: CaseFilter): Promise<number> {
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
