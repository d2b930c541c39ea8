import { sql } from 'kysely'
import type { ScopeId, SubjectId } from '../../domain/ids.ts'
import { nextCheck } from '../../domain/signage/next-check-of.ts'
import type { SignListResponse, SignRow } from '../../protocol/office.ts'
import type { Store } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import { readCheckRules, type SquadRules } from './check-rules.ts'
import { scopesFor } from './member-scopes.ts'
import { decodeCursor, encodeCursor } from './page-cursor.ts'
import type { Caller } from './sessions.ts'
import { filteredSigns, type SignFilter, type Today } from './sign-filter.ts'

export interface SignListQuery extends SignFilter {
  readonly cursor?: string | undefined
  readonly limit: number
}

const instantOf = (ms: number | null): string | null => (ms === null ? null : new Date(Number(ms)).toISOString())

export function toSignLine(row: Tables['sign_row'], rules: SquadRules, timeZone: string): SignRow {
  const surveyedAtMs = row.surveyed_at_ms === null ? null : Number(row.surveyed_at_ms)
  const { day, recheck, season } = nextCheck(
    {
      scope: row.scope as ScopeId,
      exposure: row.exposure,
      surveyedAtMs,
      cycleDay: row.next_check_date,
      isSeasonChecked: row.season_checked === 1,
    },
    rules,
    timeZone,
  )
  return {
    signId: row.sign_id as SubjectId,
    scope: row.scope,
    signNo: row.sign_no,
    signType: row.sign_type as SignRow['signType'],
    content: row.content,
    address: row.address,
    streetId: row.street_id,
    grade: row.grade === '' ? null : (row.grade as SignRow['grade']),
    exposure: row.exposure,
    surveyedAt: instantOf(row.surveyed_at_ms),
    nextCheckDate: day,
    recheckBy: instantOf(recheck?.byMs ?? null),
    beforeSeason: season?.kind ?? null,
    dueAt: instantOf(row.due_at_ms),
    lowering: row.lowering,
  }
}

/** 招牌, the worst first, a page at a time. */
export async function listSigns(
  store: Store,
  caller: Caller,
  query: SignListQuery,
  today: Today,
): Promise<SignListResponse> {
  const after = query.cursor === undefined ? null : decodeCursor(query.cursor)
  return store.query(async (db) => {
    const scopes = scopesFor(caller, 'seeLedger')
    const rules = await readCheckRules(db, scopes, today.nowMs)
    const some = filteredSigns(db, scopes, query, { today, rules })
    const found = await some
      .$if(after !== null, (page) =>
        // Worst first and ids growing: the two run in opposite directions, so no pair can be compared.
        page.where(
          sql<boolean>`(grade_rank < ${after?.sortedBy ?? 0} or (grade_rank = ${after?.sortedBy ?? 0} and sign_id > ${after?.id ?? ''}))`,
        ),
      )
      .selectAll()
      .orderBy('grade_rank', 'desc')
      .orderBy('sign_id')
      .limit(query.limit + 1)
      .execute()
    const shown = found.slice(0, query.limit)
    const last = found.length > query.limit ? shown.at(-1) : undefined
    const { total } = await some.select((select) => select.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
    return {
      rows: shown.map((row) => toSignLine(row, rules, today.timeZone)),
      next: last ? encodeCursor({ sortedBy: last.grade_rank, id: last.sign_id }) : null,
      total: Number(total),
    }
  })
}
