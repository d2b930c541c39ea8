import { bureauScope, type ScopeId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people/person.ts'
import type { AttentionResponse } from '../../protocol/office.ts'
import type { Store, Tx } from '../store/store.ts'
import { scopesFor } from './member-scopes.ts'
import type { Caller } from './sessions.ts'

type AttentionRow = AttentionResponse['rows'][number]

const shownRows = 200

/** People whose home is one of these squads; to those who serve the whole bureau, also its own people. */
async function peopleAtHomeIn(db: Tx, scopes: readonly ScopeId[]): Promise<ReadonlyMap<string, Person>> {
  const rows = await db.selectFrom('assignment').select(['id', 'data']).where('collection', '=', 'people').execute()
  const people = rows.map((row) => [row.id, JSON.parse(row.data) as Person] as const)
  return new Map(people.filter(([, person]) => scopes.includes(person.scope)))
}

async function refusedOf(db: Tx, authors: readonly string[]): Promise<readonly (AttentionRow & { author: string })[]> {
  const rows = await db
    .selectFrom('entry')
    .select(['id', 'author', 'kind', 'code', 'received_at'])
    .where('status', '=', 'refused')
    .where('author', 'in', authors)
    .orderBy('received_at', 'desc')
    .limit(shownRows)
    .execute()
  return rows.map((row) => ({
    entryId: row.id,
    author: row.author,
    authorName: null,
    kind: row.kind,
    status: 'refused',
    code: row.code,
    receivedAt: row.received_at,
  }))
}

async function quarantinedOf(
  db: Tx,
  authors: readonly string[],
): Promise<readonly (AttentionRow & { author: string })[]> {
  const rows = await db
    .selectFrom('quarantine')
    .select(['entry_id', 'person_id', 'code', 'received_at'])
    .where('person_id', 'in', authors)
    .orderBy('received_at', 'desc')
    .limit(shownRows)
    .execute()
  return rows.map((row) => ({
    entryId: row.entry_id,
    author: row.person_id,
    authorName: null,
    kind: null,
    status: 'quarantined',
    code: row.code,
    receivedAt: row.received_at,
  }))
}

/**
 * What was received from the caller's people and has no effect, newest first; which record and why, nothing of its content.
 *
 * By the author's home squad, not by the scope that the entry names: naming a squad one is not of is one of the reasons.
 */
export async function listAttention(store: Store, caller: Caller): Promise<AttentionResponse> {
  const seen = scopesFor(caller, 'seeLedger')
  const servesBureau = caller.person.scope === bureauScope
  const scopes = servesBureau ? seen : seen.filter((scope) => scope !== bureauScope)
  return store.query(async (db) => {
    const people = await peopleAtHomeIn(db, scopes)
    if (people.size === 0) return { rows: [] }
    const authors = [...people.keys()]
    const found = [...(await refusedOf(db, authors)), ...(await quarantinedOf(db, authors))]
    found.sort((left, right) => (left.receivedAt < right.receivedAt ? 1 : -1))
    const rows = found
      .slice(0, shownRows)
      .map(({ author, ...row }) => ({ ...row, authorName: people.get(author)?.name ?? null }))
    return { rows }
  })
}
