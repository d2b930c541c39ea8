import * as v from 'valibot'
import type { SubjectId } from '../../domain/ids.ts'
import { Point } from '../../domain/place/point.ts'
import type { SignPoint, SignPointsResponse } from '../../protocol/office.ts'
import type { Store } from '../store/store.ts'
import { scopesFor } from './member-scopes.ts'
import type { Caller } from './sessions.ts'
import { filteredSigns, type SignFilter, type Today } from './sign-filter.ts'

/** A screen of a map holds fewer marks than this; a bureau with more looks at one street or one grade. */
const mostPoints = 20_000

const Registered = v.looseObject({ data: v.looseObject({ point: Point }) })

interface PlacedRow {
  readonly sign_id: string
  readonly grade: string
  readonly content: string
  readonly address: string
  readonly json: string
}

function toPoint({ sign_id, grade, content, address, json }: PlacedRow): SignPoint[] {
  const read = v.safeParse(Registered, JSON.parse(json))
  if (!read.success) return []
  const { lat, lng } = read.output.data.point
  const known = grade === '' ? null : (grade as SignPoint['grade'])
  return [{ signId: sign_id as SubjectId, lat, lng, grade: known, content, address }]
}

/**
 * 招牌 on the office's map: where each stands, by the filter of the register.
 *
 * The place is read from the registration itself: the register's lines have none, and a map is asked for far less often than
 * signs are recorded.
 */
export async function listSignPoints(
  store: Store,
  caller: Caller,
  filter: SignFilter,
  today: Today,
): Promise<SignPointsResponse> {
  return store.query(async (db) => {
    const some = filteredSigns(db, scopesFor(caller, 'seeLedger'), filter, today)
    const { total } = await some.select((select) => select.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
    const chosen = some.select('sign_id').orderBy('grade_rank', 'desc').orderBy('sign_id').limit(mostPoints)
    const rows = await db
      .selectFrom('sign_row')
      .innerJoin('entry', 'entry.primary_subject', 'sign_row.sign_id')
      .select(['sign_row.sign_id', 'sign_row.grade', 'sign_row.content', 'sign_row.address', 'entry.json'])
      .where('sign_row.sign_id', 'in', chosen)
      .where('entry.kind', '=', 'sign.registered')
      .where('entry.status', '=', 'accepted')
      .orderBy('sign_row.grade_rank', 'desc')
      .orderBy('sign_row.sign_id')
      .execute()
    return { points: rows.flatMap(toPoint), total: Number(total) }
  })
}
