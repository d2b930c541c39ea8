import { sql } from 'kysely'
import type { AssignmentDoc, Collection } from '../../domain/journal/assignment.ts'
import type { EntryEnvelope } from '../../domain/journal/entry.ts'
import type { ScopeId } from '../../domain/ids.ts'
import { may } from '../../domain/people/permissions.ts'
import type { Role } from '../../domain/people/role.ts'
import type { Delta } from '../../protocol/sync.ts'
import type { Tx } from '../store/store.ts'
import { decodeCursor, encodeCursor, startOfFeed, type FeedPosition } from './feed-cursor.ts'
import type { Membership } from './people.ts'

/** Older records than this stay on the server, unless their case is still open. */
const historyMs = 30 * 24 * 60 * 60 * 1000

export interface PullRequest {
  readonly epoch: string
  readonly memberships: readonly Membership[]
  readonly cursors: Readonly<Record<string, string | null>>
  readonly limit: number
  readonly nowMs: number
}

interface FeedRow {
  readonly rev: number
  readonly id: string
  readonly type: 'entry' | 'assignment' | 'gone'
}

async function feedPage(db: Tx, scope: ScopeId, from: FeedPosition, limit: number): Promise<readonly FeedRow[]> {
  const rows = await db
    .selectFrom('feed')
    .select(['rev', 'id', 'type'])
    .where('scope', '=', scope)
    // As a pair: of `rev > r or (rev = r and id > i)` the planner makes a scan of the whole feed.
    .where(sql<boolean>`(rev, id) > (${from.rev}, ${from.id})`)
    .orderBy('rev')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...row, rev: Number(row.rev) }))
}

async function loadEntries(db: Tx, ids: readonly string[], oldestIso: string): Promise<Delta['entries']> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('entry')
    .leftJoin('case_row', 'case_row.case_id', 'entry.primary_subject')
    .select(['entry.json', 'entry.rev', 'entry.received_at', 'entry.author_role', 'entry.id'])
    .where('entry.id', 'in', ids)
    .where((where) => where.or([where('entry.received_at', '>=', oldestIso), where('case_row.state', '=', 'reported')]))
    .orderBy('entry.rev')
    .orderBy('entry.id')
    .execute()
  return rows.map((row) => ({
    entry: JSON.parse(row.json) as EntryEnvelope,
    stamp: { rev: Number(row.rev), receivedAt: row.received_at, authorRole: row.author_role as Role },
  }))
}

async function loadAssignments(db: Tx, scope: ScopeId, feedIds: readonly string[]): Promise<AssignmentDoc[]> {
  const documents: AssignmentDoc[] = []
  for (const feedId of feedIds) {
    const cut = feedId.indexOf('/')
    const collection = feedId.slice(0, cut) as Collection
    const row = await db
      .selectFrom('assignment')
      .selectAll()
      .where('collection', '=', collection)
      .where('id', '=', feedId.slice(cut + 1))
      .where('scope', '=', scope)
      .where('deleted', '=', 0)
      .executeTakeFirst()
    if (row)
      documents.push({ collection, id: row.id, scope, rev: Number(row.rev), v: row.v, data: JSON.parse(row.data) })
  }
  return documents
}

const toGone = ({ id, rev }: FeedRow): Delta['gone'][number] => {
  const cut = id.indexOf('/')
  return { collection: id.slice(0, cut) as Collection, id: id.slice(cut + 1), rev }
}

/**
 * Where the page begins; null where the cursor is not of this timeline.
 *
 * A cursor ahead of the scope comes from rows that a silently restored file has lost: what was written since would lie behind it.
 */
function positionOf(cursor: string | null, epoch: string, scopeRev: number): FeedPosition | null {
  if (cursor === null) return startOfFeed
  const position = decodeCursor(cursor, epoch)
  return position && position.rev <= scopeRev ? position : null
}

/** One page of one scope's feed; an admin reads assignments and no records. */
async function pullScope(db: Tx, { scope, role }: Membership, scopeRev: number, request: PullRequest): Promise<Delta> {
  const position = positionOf(request.cursors[scope] ?? null, request.epoch, scopeRev)
  const from = position ?? startOfFeed
  const rows = await feedPage(db, scope, from, request.limit)
  const last = rows[rows.length - 1]
  const entryIds = may(role, 'seeRecordsOfScope') ? rows.filter((row) => row.type === 'entry').map((row) => row.id) : []
  return {
    scope,
    to: encodeCursor(request.epoch, last ?? from),
    complete: rows.length < request.limit,
    ...(position === null ? { reset: true } : {}),
    entries: await loadEntries(db, entryIds, new Date(request.nowMs - historyMs).toISOString()),
    assignments: await loadAssignments(
      db,
      scope,
      rows.filter((row) => row.type === 'assignment').map((row) => row.id),
    ),
    gone: rows.filter((row) => row.type === 'gone').map(toGone),
  }
}

/** A page of each scope of the person, all from one snapshot. */
export async function pullFeeds(db: Tx, request: PullRequest): Promise<readonly Delta[]> {
  const deltas: Delta[] = []
  const revisions = await durableRevisions(
    db,
    request.memberships.map(({ scope }) => scope),
  )
  for (const membership of request.memberships)
    deltas.push(await pullScope(db, membership, revisions[membership.scope] ?? 0, request))
  return deltas
}

/** The committed revision of each scope: all of it is fsynced, and no backup is configured. */
export async function durableRevisions(db: Tx, scopes: readonly ScopeId[]): Promise<Readonly<Record<ScopeId, number>>> {
  if (scopes.length === 0) return {}
  const rows = await db.selectFrom('scope').selectAll().where('id', 'in', scopes).execute()
  return Object.fromEntries(rows.map((row) => [row.id, Number(row.rev)]))
}
