import { sql } from 'kysely'
import type { Tx } from '../store/store.ts'
import { filteredCases } from './case-page.ts'
import type { SeenCases } from './seen-cases.ts'

/** A number on a screen; past it nobody counts on. */
const countedUpTo = 10_000

/** How many cases these are, no further than 10,000. */
export async function countCases(db: Tx, seen: readonly SeenCases[]): Promise<number> {
  let total = 0
  for (const { cases, filter } of seen) {
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
