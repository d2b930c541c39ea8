import type { Person } from '../../domain/people/person.ts'
import type { Tx } from '../store/store.ts'

/** People by id, those who have left included: their records still carry their name. */
export async function loadPeople(db: Tx, ids: Iterable<string>): Promise<ReadonlyMap<string, Person>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const rows = await db
    .selectFrom('assignment')
    .select(['id', 'data'])
    .where('collection', '=', 'people')
    .where('id', 'in', wanted)
    .execute()
  return new Map(rows.map((row) => [row.id, JSON.parse(row.data) as Person]))
}
