import type { EntryId, PartId, PersonId, ScopeId, Sha256 } from '../../../src/domain/ids.ts'
import type { AssignmentDoc } from '../../../src/domain/journal/assignment.ts'
import type { JournalEntry, StampedEntry } from '../../../src/domain/journal/entry.ts'
import type { Role } from '../../../src/domain/people/role.ts'
import { listAssignments } from '../../../src/server/services/assignments.ts'
import type { Tx } from '../../../src/server/store/store.ts'
import type { World } from '../world.ts'

export interface ServerEntry {
  readonly author: string
  readonly status: string
  readonly code: string | null
  readonly stamped: StampedEntry
}

/** Everything that the server holds when all has healed. */
export interface ServerTruth {
  readonly entries: ReadonlyMap<string, ServerEntry>
  /** Ids that each feed shows. */
  readonly feeds: ReadonlyMap<ScopeId, ReadonlySet<EntryId>>
  readonly scopesOf: ReadonlyMap<PersonId, readonly ScopeId[]>
  readonly partStates: ReadonlyMap<PartId, string>
  readonly blobs: readonly Sha256[]
  readonly smallBytes: ReadonlyMap<string, string>
  readonly caseRows: readonly { readonly case_id: string; readonly state: string }[]
  readonly shifts: readonly AssignmentDoc[]
  /** What SQLite finds wrong with its file; `ok` otherwise. */
  readonly integrity: string
}

async function loadEntries(db: Tx): Promise<ReadonlyMap<string, ServerEntry>> {
  const rows = await db.selectFrom('entry').selectAll().execute()
  return new Map(
    rows.map((row) => [
      row.id,
      {
        author: row.author,
        status: row.status,
        code: row.code,
        stamped: {
          entry: JSON.parse(row.json) as JournalEntry,
          stamp: { rev: Number(row.rev), receivedAt: row.received_at, authorRole: row.author_role as Role },
        },
      },
    ]),
  )
}

async function loadFeeds(db: Tx): Promise<ReadonlyMap<ScopeId, ReadonlySet<EntryId>>> {
  const rows = await db.selectFrom('feed').select(['scope', 'id']).where('type', '=', 'entry').execute()
  const byScope = Map.groupBy(rows, (row) => row.scope as ScopeId)
  return new Map([...byScope].map(([scope, found]) => [scope, new Set(found.map((row) => row.id as EntryId))]))
}

async function loadScopes(db: Tx): Promise<ReadonlyMap<PersonId, readonly ScopeId[]>> {
  const rows = await db.selectFrom('membership').select(['person_id', 'scope']).execute()
  const byPerson = Map.groupBy(rows, (row) => row.person_id as PersonId)
  return new Map([...byPerson].map(([person, found]) => [person, found.map((row) => row.scope as ScopeId)]))
}

async function load(db: Tx): Promise<Omit<ServerTruth, 'integrity'>> {
  const parts = await db.selectFrom('part').select(['part_id', 'state']).execute()
  const blobs = await db.selectFrom('blob').select('sha256').execute()
  const small = await db.selectFrom('small_bytes').selectAll().execute()
  const scopesOf = await loadScopes(db)
  return {
    entries: await loadEntries(db),
    feeds: await loadFeeds(db),
    scopesOf,
    partStates: new Map(parts.map((row) => [row.part_id as PartId, row.state])),
    blobs: blobs.map((row) => row.sha256 as Sha256),
    smallBytes: new Map(small.map((row) => [row.sha256, row.base64])),
    caseRows: await db.selectFrom('case_row').select(['case_id', 'state']).execute(),
    shifts: [...(await listAssignments(db, 'shifts', [...new Set([...scopesOf.values()].flat())]))],
  }
}

export async function loadServerTruth({ server }: World): Promise<ServerTruth> {
  const [found] = Object.values(server.now().raw.prepare('pragma integrity_check').get() ?? {})
  return { ...(await server.look(load)), integrity: String(found) }
}
