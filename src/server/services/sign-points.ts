import type { SubjectId } from '../../domain/ids.ts'
import { effectiveEntries } from '../../domain/journal/effective-entries.ts'
import { readEntries } from '../../domain/journal/read-entry.ts'
import { standingFacts } from '../../domain/signage/standing-facts.ts'
import type { SignPoint, SignPointsResponse } from '../../protocol/office.ts'
import type { Store } from '../store/store.ts'
import { scopesFor } from './member-scopes.ts'
import type { Caller } from './sessions.ts'
import { filteredSigns, type SignFilter, type Today } from './sign-filter.ts'
import { readCheckRules } from './check-rules.ts'
import { stampedColumns, toStamped, type StampedRow } from './stamped-rows.ts'

/** A screen of a map holds fewer marks than this; a bureau with more looks at one street or one grade. */
const mostPoints = 20_000

interface PlacedRow extends StampedRow {
  readonly sign_id: string
  readonly grade: string
  readonly content: string
  readonly address: string
}

/** A sign that was put right stands once, where the newest record that nobody took back says. */
function toPoint(rows: readonly PlacedRow[]): SignPoint[] {
  const { entries } = effectiveEntries(readEntries(rows.map(toStamped)))
  const facts = standingFacts(entries)
  const [row] = rows
  if (!facts || !row) return []
  const { sign_id, grade, content, address } = row
  const { lat, lng } = facts.point
  const known = grade === '' ? null : (grade as SignPoint['grade'])
  return [{ signId: sign_id as SubjectId, lat, lng, grade: known, content, address }]
}

/**
 * 招牌 on the office's map: where each stands, by the filter of the register.
 *
 * The place is read from the records themselves: the register's lines have none, and a map is asked for far less often than
 * signs are recorded.
 */
export async function listSignPoints(
  store: Store,
  caller: Caller,
  filter: SignFilter,
  today: Today,
): Promise<SignPointsResponse> {
  return store.query(async (db) => {
    const scopes = scopesFor(caller, 'seeLedger')
    const rules = await readCheckRules(db, scopes, today.nowMs)
    const some = filteredSigns(db, scopes, filter, { today, rules })
    const { total } = await some.select((select) => select.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
    const chosen = some.select('sign_id').orderBy('grade_rank', 'desc').orderBy('sign_id').limit(mostPoints)
    const rows = await db
      .selectFrom('sign_row')
      .innerJoin('entry', 'entry.primary_subject', 'sign_row.sign_id')
      .select(['sign_row.sign_id', 'sign_row.grade', 'sign_row.content', 'sign_row.address', ...stampedColumns])
      .where('sign_row.sign_id', 'in', chosen)
      .where('entry.kind', 'in', ['sign.registered', 'sign.placed', 'record.withdrawn'])
      .where('entry.status', '=', 'accepted')
      .orderBy('sign_row.grade_rank', 'desc')
      .orderBy('sign_row.sign_id')
      .execute()
    return { points: [...Map.groupBy(rows, (row) => row.sign_id).values()].flatMap(toPoint), total: Number(total) }
  })
}
