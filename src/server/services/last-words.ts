import type { PersonId } from '../../domain/ids.ts'
import type { DutyBoardResponse } from '../../protocol/office.ts'
import type { Tx } from '../store/store.ts'
import { loadPeople } from './load-people.ts'

/** When any phone of each person last spoke with us; null: never. Those we do not know by name are left out. */
export async function loadLastWords(db: Tx, ids: Iterable<PersonId>): Promise<DutyBoardResponse['lastWords']> {
  const people = await loadPeople(db, ids)
  if (people.size === 0) return []
  const rows = await db
    .selectFrom('device')
    .select(({ fn }) => ['person_id', fn.max('last_word_at').as('last_word_at')])
    .where('person_id', 'in', [...people.keys()])
    .groupBy('person_id')
    .execute()
  const lastWords = new Map(rows.map((row) => [row.person_id, row.last_word_at]))
  return [...people.values()].map(({ id, name, role }) => ({
    personId: id,
    name,
    role,
    lastWordAt: lastWords.get(id) ?? null,
  }))
}
