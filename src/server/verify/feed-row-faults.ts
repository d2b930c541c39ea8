import type { ScopeId } from '../../domain/ids.ts'
import type { Tx } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'

export type FeedRow = Pick<Tables['feed'], 'id' | 'rev' | 'type'>

type Entry = Pick<Tables['entry'], 'id' | 'scope' | 'rev' | 'status' | 'primary_subject'>
type Document = Pick<Tables['assignment'], 'scope' | 'rev' | 'deleted'>

/** What the rows of one page of a feed speak of. */
interface Shown {
  readonly scope: ScopeId
  readonly entries: ReadonlyMap<string, Entry>
  /** By subject; whether it has ended. */
  readonly grants: ReadonlyMap<string, boolean>
  /** By collection and id, as feeds name them. */
  readonly documents: ReadonlyMap<string, Document>
  readonly erased: ReadonlySet<string>
}

const idsOf = (rows: readonly FeedRow[], ...types: readonly FeedRow['type'][]): readonly string[] =>
  rows.filter(({ type }) => types.includes(type)).map(({ id }) => id)

async function loadDocuments(db: Tx, names: readonly string[]): Promise<ReadonlyMap<string, Document>> {
  const byCollection = Map.groupBy(names, (name) => name.slice(0, name.indexOf('/')))
  const found = new Map<string, Document>()
  for (const [collection, its] of byCollection) {
    const ids = its.map((name) => name.slice(collection.length + 1))
    const rows = await db
      .selectFrom('assignment')
      .select(['id', 'scope', 'rev', 'deleted'])
      .where('collection', '=', collection)
      .where('id', 'in', ids)
      .execute()
    for (const row of rows) found.set(`${collection}/${row.id}`, row)
  }
  return found
}

async function loadShown(db: Tx, scope: ScopeId, rows: readonly FeedRow[]): Promise<Shown> {
  const entries = await db
    .selectFrom('entry')
    .select(['id', 'scope', 'rev', 'status', 'primary_subject'])
    .where('id', 'in', idsOf(rows, 'entry', 'past'))
    .execute()
  const lent = entries.filter((entry) => entry.scope !== scope).map((entry) => entry.primary_subject)
  const grants = await db
    .selectFrom('subject_grant')
    .select(['subject', 'ended'])
    .where('scope', '=', scope)
    .where('subject', 'in', [...new Set([...lent, ...idsOf(rows, 'ended')])])
    .execute()
  const erased = await db
    .selectFrom('erasure')
    .select('part_id')
    .where('part_id', 'in', idsOf(rows, 'erased'))
    .execute()
  return {
    scope,
    entries: new Map(entries.map((entry) => [entry.id, entry])),
    grants: new Map(grants.map(({ subject, ended }) => [subject, ended === 1])),
    documents: await loadDocuments(db, idsOf(rows, 'assignment', 'gone')),
    erased: new Set(erased.map((row) => row.part_id)),
  }
}

function faultOfEntry({ id, rev, type }: FeedRow, { scope, entries, grants }: Shown): string | null {
  const entry = entries.get(id)
  if (!entry) return 'a record that is not there'
  if (entry.status !== 'accepted') return 'a record that was refused'
  if (type === 'past') return grants.has(entry.primary_subject) ? null : 'a record as lent once, which it never was'
  if (entry.scope === scope)
    return Number(entry.rev) === Number(rev) ? null : 'a record at another revision than its own'
  return grants.get(entry.primary_subject) === false ? null : 'a record of another squad that is not lent to it'
}

function faultOfDocument({ id, rev, type }: FeedRow, { scope, documents }: Shown): string | null {
  const document = documents.get(id)
  if (!document) return 'a document that is not there'
  const isHere = document.scope === scope && document.deleted === 0
  if (type === 'gone') return isHere ? 'a document as gone that is there' : null
  return isHere && Number(document.rev) === Number(rev) ? null : 'a document as it is no more'
}

function faultOf(row: FeedRow, shown: Shown): string | null {
  switch (row.type) {
    case 'entry':
    case 'past':
      return faultOfEntry(row, shown)
    case 'assignment':
    case 'gone':
      return faultOfDocument(row, shown)
    case 'ended':
      return shown.grants.has(row.id) ? null : 'the end of a grant that never was'
    case 'erased':
      return shown.erased.has(row.id) ? null : 'a part as erased that is not'
  }
}

/** Of these rows of a feed, those that show what is not there, or not as they say, or not to this scope. */
export async function feedRowFaults(db: Tx, scope: ScopeId, rows: readonly FeedRow[]): Promise<readonly string[]> {
  const shown = await loadShown(db, scope, rows)
  return rows.flatMap((row) => {
    const fault = faultOf(row, shown)
    return fault === null ? [] : [`feed ${scope} shows ${row.id} at revision ${Number(row.rev)}: ${fault}`]
  })
}
