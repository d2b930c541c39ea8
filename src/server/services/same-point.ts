import { isSamePoint, samePointWithinMs } from '../../domain/complaint/same-point.ts'
import type { CaseMark } from '../../domain/casework/similar-case.ts'
import type { ScopeId } from '../../domain/ids.ts'
import type { SamePointResponse } from '../../protocol/complaints.ts'
import { Problem } from '../problem.ts'
import type { Store } from '../store/store.ts'
import { toCaseLines } from './case-lines.ts'
import { scopesFor } from './member-scopes.ts'
import type { Caller } from './sessions.ts'

/** Of one kind, of one squad, in a year: more are no suggestion. */
const lookedAt = 2_000
const suggested = 10

export interface PointAsked {
  readonly scope: ScopeId
  readonly category: string
  readonly place: string
  readonly point: CaseMark['point']
}

/** 同一点位: cases that a complaint about this kind and place may belong to, and how many complaints each has had. */
export async function findSamePoint(
  store: Store,
  caller: Caller,
  { scope, category, place, point }: PointAsked,
  nowMs: number,
): Promise<SamePointResponse> {
  if (!scopesFor(caller, 'handleComplaint').includes(scope))
    throw new Problem('request/not-found', 'There is no such squad.')
  return store.query(async (db) => {
    const rows = await db
      .selectFrom('case_row')
      .selectAll()
      .where('scope', '=', scope)
      .where('category', '=', category)
      .where('state', 'not in', ['voided', 'withdrawn', 'merged'])
      .where('reported_at_ms', '>=', nowMs - samePointWithinMs)
      .orderBy('reported_at_ms', 'desc')
      .orderBy('case_id')
      .limit(lookedAt)
      .execute()
    const asked = { category, point, placeText: place, reportedAtMs: nowMs }
    const same = rows
      .filter((row) =>
        isSamePoint(asked, {
          category: row.category,
          point: row.lat === null || row.lng === null ? null : { lat: row.lat, lng: row.lng },
          placeText: row.place_text,
          reportedAtMs: Number(row.reported_at_ms),
        }),
      )
      .slice(0, suggested)
    if (same.length === 0) return { rows: [] }
    const ids = same.map((row) => row.case_id)
    const counted = await db
      .selectFrom('complaint_row')
      .select(['case_id', (select) => select.fn.countAll<number>().as('count')])
      .where('case_id', 'in', ids)
      .groupBy('case_id')
      .execute()
    const counts = new Map(counted.map((row) => [row.case_id, Number(row.count)]))
    const lines = await toCaseLines(db, same)
    return { rows: lines.map((row) => ({ row, complaints: counts.get(row.caseId) ?? 0 })) }
  })
}
