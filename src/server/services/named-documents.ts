import type { CalendarDocument } from '../../domain/calendar/working-calendar.ts'
import type { ScopeId } from '../../domain/ids.ts'
import type { Person, Squad } from '../../domain/people/person.ts'
import type { Street } from '../../domain/place/street.ts'
import type { School } from '../../domain/place/school.ts'
import type { WindAlertDocument } from '../../domain/signage/wind-alert-document.ts'
import type { Store } from '../store/store.ts'

/** Documents whose names stand on papers, those that were removed included: their records still carry them. */
interface NamedDocuments {
  readonly people: Person
  readonly squads: Squad
  readonly streets: Street
  readonly schools: School
  readonly alerts: WindAlertDocument
  readonly calendars: CalendarDocument
}

/** All documents of a collection by their id. */
export async function documentsById<C extends keyof NamedDocuments>(
  store: Store,
  collection: C,
): Promise<ReadonlyMap<string, NamedDocuments[C]>> {
  const rows = await store.query((db) =>
    db.selectFrom('assignment').select(['id', 'data']).where('collection', '=', collection).execute(),
  )
  return new Map(rows.map(({ id, data }) => [id, JSON.parse(data) as NamedDocuments[C]]))
}

/** What these squads are called, in the order of their ids; one without a document by its id. */
export async function squadNames(store: Store, scopes: readonly ScopeId[]): Promise<readonly string[]> {
  const squads = await documentsById(store, 'squads')
  return scopes
    .filter((scope) => scope !== 'bureau')
    .toSorted()
    .map((scope) => squads.get(scope)?.name ?? scope)
}
