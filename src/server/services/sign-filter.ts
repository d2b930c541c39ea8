import type { Expression, ExpressionBuilder, SelectQueryBuilder, SqlBool } from 'kysely'
import { localDate } from '../../domain/duty/local-day.ts'
import type { ScopeId } from '../../domain/ids.ts'
import { seasonLateSince } from '../../domain/signage/season-check.ts'
import { recheckLimits } from '../../domain/signage/wind-recheck.ts'
import type { Tx } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import type { SquadRules } from './check-rules.ts'

export interface SignFilter {
  readonly grade?: string | undefined
  readonly type?: string | undefined
  readonly street?: string | undefined
  /** Past its limit, past the day of its next check, or not looked at within two days of a wind or before a season. */
  readonly overdue?: 'yes' | undefined
  readonly lowering?: 'asked' | undefined
}

type SignQuery = SelectQueryBuilder<Tables, 'sign_row', object>

/** What 超期 is measured by. */
export interface Today {
  readonly nowMs: number
  readonly timeZone: string
}

/** 超期, of signs that are lines of the register. */
export const isOverdue =
  ({ nowMs, timeZone }: Today, { winds, seasons }: SquadRules) =>
  (where: ExpressionBuilder<Tables, 'sign_row'>): Expression<SqlBool> => {
    const afterWind = [...winds].flatMap(([scope, ends]) => {
      const { lateSince } = recheckLimits(ends, nowMs)
      if (lateSince === null) return []
      return [
        where.and([where('scope', '=', scope), where('exposure', '=', 'E3'), where('surveyed_at_ms', '<', lateSince)]),
      ]
    })
    const today = localDate(nowMs, timeZone)
    const lateSince = seasonLateSince(seasons, today, timeZone)
    const beforeSeason =
      lateSince === null ? [] : [where.and([where('season_checked', '=', 1), where('surveyed_at_ms', '<', lateSince)])]
    return where.or([
      where('due_at_ms', '<', nowMs),
      where('next_check_date', '<', today),
      ...afterWind,
      ...beforeSeason,
    ])
  }

/** Signs of these squads that the filter lets through; doubles and stubs are no lines of the register. */
export function filteredSigns(
  db: Tx,
  scopes: readonly ScopeId[],
  filter: SignFilter,
  { today, rules }: { readonly today: Today; readonly rules: SquadRules },
): SignQuery {
  const { grade, type, street, overdue, lowering } = filter
  return db
    .selectFrom('sign_row')
    .where('scope', 'in', scopes)
    .where('fold_version', '>', 0)
    .where('merged_into', 'is', null)
    .$if(grade !== undefined, (query) => query.where('grade', '=', grade === 'unsurveyed' ? '' : (grade ?? '')))
    .$if(type !== undefined, (query) => query.where('sign_type', '=', type ?? ''))
    .$if(street !== undefined, (query) => query.where('street_id', '=', street ?? ''))
    .$if(lowering !== undefined, (query) => query.where('lowering', '=', 'asked'))
    .$if(overdue !== undefined, (query) => query.where(isOverdue(today, rules)))
}
