import type { SelectQueryBuilder } from 'kysely'
import { localDate } from '../../domain/duty/local-day.ts'
import type { ScopeId } from '../../domain/ids.ts'
import type { Tx } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'

export interface SignFilter {
  readonly grade?: string | undefined
  readonly type?: string | undefined
  readonly street?: string | undefined
  /** Past its limit, or past the day of its next check. */
  readonly overdue?: 'yes' | undefined
  readonly lowering?: 'asked' | undefined
}

type SignQuery = SelectQueryBuilder<Tables, 'sign_row', object>

/** What 超期 is measured by. */
export interface Today {
  readonly nowMs: number
  readonly timeZone: string
}

/** Signs of these squads that the filter lets through; doubles and stubs are no lines of the register. */
export function filteredSigns(
  db: Tx,
  scopes: readonly ScopeId[],
  filter: SignFilter,
  { nowMs, timeZone }: Today,
): SignQuery {
  const { grade, type, street, overdue, lowering } = filter
  const today = localDate(nowMs, timeZone)
  return db
    .selectFrom('sign_row')
    .where('scope', 'in', scopes)
    .where('fold_version', '>', 0)
    .where('merged_into', 'is', null)
    .$if(grade !== undefined, (query) => query.where('grade', '=', grade === 'unsurveyed' ? '' : (grade ?? '')))
    .$if(type !== undefined, (query) => query.where('sign_type', '=', type ?? ''))
    .$if(street !== undefined, (query) => query.where('street_id', '=', street ?? ''))
    .$if(lowering !== undefined, (query) => query.where('lowering', '=', 'asked'))
    .$if(overdue !== undefined, (query) =>
      query.where((where) => where.or([where('due_at_ms', '<', nowMs), where('next_check_date', '<', today)])),
    )
}
