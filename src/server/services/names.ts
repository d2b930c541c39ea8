import type { ScopeId } from '../../domain/ids.ts'
import type { Store } from '../store/store.ts'

/** What these squads are called, in the order of their ids; one without a document by its id. */
export async function squadNames(store: Store, scopes: readonly ScopeId[]): Promise<readonly string[]> {
  const squads = scopes.filter((scope) => scope !== 'bureau')
  const rows = await store.query((db) =>
    db
      .selectFrom('assignment')
      .select(['id', 'data'])
      .where('collection', '=', 'squads')
      .where('id', 'in', squads)
      .orderBy('id')
      .execute(),
  )
  const names = new Map(rows.map(({ id, data }) => [id, (JSON.parse(data) as { name: string }).name]))
  return squads.toSorted().map((scope) => names.get(scope) ?? scope)
}

/** What everybody is called, those who left included: their records still carry their name. */
export async function peopleNames(store: Store): Promise<ReadonlyMap<string, string>> {
  const rows = await store.query((db) =>
    db.selectFrom('assignment').select(['id', 'data']).where('collection', '=', 'people').execute(),
  )
  return new Map(rows.map(({ id, data }) => [id, (JSON.parse(data) as { name: string }).name]))
}
