import { similarityOf, similarWithinMs, type CaseMark, type Similarity } from '../../domain/casework/similar-case.ts'
import type { SubjectId } from '../../domain/ids.ts'
import type { SimilarCasesResponse } from '../../protocol/office.ts'
import { Problem } from '../problem.ts'
import type { Store, Tx } from '../store/store.ts'
import { toCaseLines, type StoredCaseRow } from './case-lines.ts'
import { scopesFor } from './member-scopes.ts'
import type { Caller } from './sessions.ts'

/** Of one kind, of one squad, in two days: more are no suggestion. */
const lookedAt = 500
const suggested = 5

const markOf = (row: StoredCaseRow): CaseMark => ({
  category: row.category,
  point: row.lat === null || row.lng === null ? null : { lat: row.lat, lng: row.lng },
  placeText: row.place_text,
  reportedAtMs: Number(row.reported_at_ms),
})

/** Open cases of the same squad and kind around that time. */
const around = (db: Tx, row: StoredCaseRow): Promise<StoredCaseRow[]> =>
  db
    .selectFrom('case_row')
    .selectAll()
    .where('scope', '=', row.scope)
    .where('category', '=', row.category)
    .where('reported_at_ms', '>=', Number(row.reported_at_ms) - similarWithinMs)
    .where('reported_at_ms', '<=', Number(row.reported_at_ms) + similarWithinMs)
    .where('is_open', '=', 1)
    .where('case_id', '!=', row.case_id)
    .limit(lookedAt)
    .execute()

interface Found extends Similarity {
  readonly stored: StoredCaseRow
}

const likeliestFirst = (left: Found, right: Found): number =>
  (left.distanceM ?? Infinity) - (right.distanceM ?? Infinity) || left.apartMs - right.apartMs || 0

/** What may be the same thing as this case, the likeliest first. */
export async function findSimilarCases(store: Store, caller: Caller, caseId: SubjectId): Promise<SimilarCasesResponse> {
  const scopes = scopesFor(caller, 'seeLedger')
  return store.query(async (db) => {
    const own = await db
      .selectFrom('case_row')
      .selectAll()
      .where('case_id', '=', caseId)
      .where('scope', 'in', scopes)
      .executeTakeFirst()
    if (!own) throw new Problem('request/not-found', 'There is no such case.')
    const others = await around(db, own)
    const found = others.flatMap((stored): Found[] => {
      const similarity = similarityOf(markOf(own), markOf(stored))
      return similarity ? [{ ...similarity, stored }] : []
    })
    const best = found.sort(likeliestFirst).slice(0, suggested)
    const lines = await toCaseLines(
      db,
      best.map(({ stored }) => stored),
    )
    return {
      rows: lines.map((row, index) => ({
        row,
        distanceM: best[index]?.distanceM ?? null,
        apartMs: best[index]?.apartMs ?? 0,
      })),
    }
  })
}
