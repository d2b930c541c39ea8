import type { SignProgressResponse } from '../../protocol/office.ts'
import type { Store } from '../store/store.ts'
import { scopesFor } from './member-scopes.ts'
import type { Caller } from './sessions.ts'
import { isOverdue, type Today } from './sign-filter.ts'
import { readCheckRules } from './check-rules.ts'

/** How far the survey of each street is, and how many signs have which grade. */
export async function readSignProgress(store: Store, caller: Caller, today: Today): Promise<SignProgressResponse> {
  return store.query(async (db) => {
    const scopes = scopesFor(caller, 'seeLedger')
    const rules = await readCheckRules(db, scopes, today.nowMs)
    const register = db
      .selectFrom('sign_row')
      .where('scope', 'in', scopes)
      .where('fold_version', '>', 0)
      .where('merged_into', 'is', null)
    const grades = await register
      .select((select) => ['grade', select.fn.countAll<number>().as('count')])
      .groupBy('grade')
      .execute()
    const streets = await register
      .select((select) => [
        'street_id',
        select.fn.countAll<number>().as('all'),
        select.fn.count<number>('surveyed_at_ms').as('surveyed'),
      ])
      .groupBy('street_id')
      .orderBy('street_id')
      .execute()
    const { overdue } = await register
      .where(isOverdue(today, rules))
      .select((select) => select.fn.countAll<number>().as('overdue'))
      .executeTakeFirstOrThrow()
    return {
      grades: grades.map(({ grade, count }) => ({ grade, count: Number(count) })),
      streets: streets.map((row) => ({
        streetId: row.street_id,
        all: Number(row.all),
        surveyed: Number(row.surveyed),
      })),
      overdue: Number(overdue),
    }
  })
}
