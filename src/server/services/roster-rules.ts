import { checkPeople } from '../../domain/duty/check-roster.ts'
import type { Shift } from '../../domain/duty/shift.ts'
import type { Person } from '../../domain/people/person.ts'
import type { Tx } from '../store/store.ts'

/** Every squad's shifts of these days: a person of two squads stands in both rosters. */
export async function shiftsOn(tx: Tx, dates: readonly string[]): Promise<readonly Shift[]> {
  const rows = await tx
    .selectFrom('assignment')
    .select('data')
    .where('collection', '=', 'shifts')
    .where('sort_key', 'in', dates)
    .where('deleted', '=', 0)
    .execute()
  return rows.map((row) => JSON.parse(row.data) as Shift)
}

export async function allPeople(tx: Tx): Promise<ReadonlyMap<string, Person>> {
  const rows = await tx
    .selectFrom('assignment')
    .select(['id', 'data'])
    .where('collection', '=', 'people')
    .where('deleted', '=', 0)
    .execute()
  return new Map(rows.map((row) => [row.id, JSON.parse(row.data) as Person]))
}

/** The first rule of the post that these shifts break as the roster stands now, without a reason given in them; null where none. */
export async function brokenRosterRule(tx: Tx, shifts: readonly Shift[]): Promise<string | null> {
  const ids = new Set<string>(shifts.map(({ id }) => id))
  if (ids.size === 0) return null
  const days = await shiftsOn(tx, [...new Set(shifts.map(({ date }) => date))])
  const found = checkPeople(days, await allPeople(tx)).find(
    ({ override, shiftIds }) => override === null && shiftIds.some((id) => ids.has(id)),
  )
  return found?.code ?? null
}
