import { gradesByMonth } from '../../domain/report/grade-months.ts'
import type { GradeSince } from '../../domain/signage/grade-history.ts'
import type { SignMonthsResponse } from '../../protocol/office.ts'
import type { Store } from '../store/store.ts'
import { scopesFor } from './member-scopes.ts'
import type { Caller } from './sessions.ts'
import type { Today } from './sign-filter.ts'

/** A season of wind, and the same season of the year before. */
const months = 13

/** How many signs stood at which grade, month by month. */
export async function readSignMonths(store: Store, caller: Caller, today: Today): Promise<SignMonthsResponse> {
  const rows = await store.query((db) =>
    db
      .selectFrom('sign_row')
      .where('scope', 'in', scopesFor(caller, 'seeLedger'))
      .where('fold_version', '>', 0)
      .where('merged_into', 'is', null)
      .where('grade_rank', '>=', 0)
      .select('grade_history')
      .execute(),
  )
  const histories = rows.map((row) => JSON.parse(row.grade_history) as readonly GradeSince[])
  return { months: gradesByMonth(histories, { ...today, months }).map((each) => ({ ...each })) }
}
