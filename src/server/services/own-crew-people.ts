import type { PersonId } from '../../domain/ids.ts'
import type { WindRouteDocument } from '../../domain/signage/wind-route-document.ts'
import { inStatements } from '../store/statement-rows.ts'
import type { Tx } from '../store/store.ts'

/** Nobody is sent with a squad that is not theirs; a crew of which nobody is left is its whole squad again, rather than nobody. */
export async function withOwnPeople(tx: Tx, route: WindRouteDocument | null): Promise<WindRouteDocument | null> {
  if (route === null) return null
  const named: readonly PersonId[] = [...new Set(route.crews.flatMap(({ people }) => people))]
  const isOf = new Set<string>()
  for (const some of inStatements(named)) {
    const rows = await tx.selectFrom('membership').selectAll().where('person_id', 'in', some).execute()
    for (const { person_id, scope } of rows) isOf.add(`${scope} ${person_id}`)
  }
  const crews = route.crews.map((crew) => ({
    ...crew,
    people: crew.people.filter((person) => isOf.has(`${crew.squad} ${person}`)),
  }))
  return { ...route, crews }
}
