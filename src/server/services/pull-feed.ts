import { sql } from 'kysely'
import type { AssignmentDoc, Collection } from '../../domain/journal/assignment.ts'
import type { PartId, ScopeId } from '../../domain/ids.ts'
import { may } from '../../domain/people/permissions.ts'
import type { Delta, FeedEntry } from '../../protocol/sync.ts'
import type { KeyRing } from '../store/key-ring.ts'
import type { Tx } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import { createCursorMaker, startOfFeed, type CursorMaker, type FeedPosition } from './feed-cursor.ts'
import { sumsOf } from './feed-sums.ts'
import { LostRowsError } from './lost-rows.ts'
import { entriesOfPage, type FeedPlace } from './page-entries.ts'
import type { Membership } from './people.ts'
import { runOf } from './revision-run.ts'

export interface PullRequest {
  readonly keys: KeyRing
  readonly epoch: string
  readonly memberships: readonly Membership[]
  readonly cursors: Readonly<Record<string, string | null>>
  readonly limit: number
  readonly nowMs: number
}

export interface FeedRow {
  readonly rev: number
  readonly id: string
  readonly type: Tables['feed']['type']
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

export async function loadAssignments(db: Tx, scope: ScopeId, feedIds: readonly string[]): Promise<AssignmentDoc[]> {
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

interface Feed {
  readonly scope: ScopeId
  readonly rev: number
  readonly cursors: CursorMaker
}

/** Where the page begins; null where the cursor is not of this timeline. */
async function positionOf(
  db: Tx,
  { scope, rev, cursors }: Feed,
  cursor: string | null,
  start: FeedPosition,
): Promise<FeedPosition | null> {
  if (cursor === null) return start
  const position = cursors.decode(cursor)
  if (position && position.rev > rev) throw new LostRowsError('A cursor of ours is ahead of its feed.')
  if (position && position.run !== '' && position.run !== (await runOf(db, scope, position.rev)))
    throw new LostRowsError('A cursor of ours is of rows that another run has replaced.')
  return position
}

/** What the page leaves out by rule, so that a device can account for it in its digests. */
function sumLeftOut(leftOut: readonly FeedPlace[]): Pick<Delta, 'leftOut'> {
  return leftOut.length === 0 ? {} : { leftOut: sumsOf(leftOut) }
}

export const ofType = (rows: readonly FeedRow[], type: FeedRow['type']): readonly FeedRow[] =>
  rows.filter((row) => row.type === type)

/** The page's own marks, and those that a device may have passed before it was given these entries. */
async function erasedOfPage(
  db: Tx,
  marks: readonly FeedRow[],
  given: readonly FeedEntry[],
): Promise<{ partId: PartId }[]> {
  const ids = given.filter(({ entry }) => entry.parts.length > 0).map(({ entry }) => entry.id)
  const lost =
    ids.length === 0
      ? []
      : await db
          .selectFrom('part')
          .select('part_id')
          .where('entry_id', 'in', ids)
          .where('state', '=', 'erased')
          .execute()
  const partIds = new Set([...marks.map(({ id }) => id), ...lost.map((row) => row.part_id)])
  return [...partIds].map((partId) => ({ partId: partId as PartId }))
}

async function pageEntries(
  db: Tx,
  { scope, role }: Membership,
  rows: readonly FeedRow[],
  readUpTo: FeedPosition,
  { keys, nowMs }: PullRequest,
): Promise<Pick<Delta, 'entries' | 'earlier' | 'erased' | 'leftOut'>> {
  const [places, past] = [ofType(rows, 'entry'), ofType(rows, 'past')]
  if (!may(role, 'seeRecordsOfScope')) return { entries: [], ...sumLeftOut([...places, ...past]) }
  const { entries, earlier, leftOut } = await entriesOfPage(db, { scope, keys, places, readUpTo, nowMs })
  const erased = await erasedOfPage(db, ofType(rows, 'erased'), [...entries, ...earlier])
  return {
    entries,
    ...(earlier.length > 0 ? { earlier } : {}),
    ...(erased.length > 0 ? { erased } : {}),
    ...sumLeftOut([...leftOut, ...past]),
  }
}

/** A filling ends with the last page, or past what there was when it began. */
function behind(
  { rev, id, filling }: FeedPosition,
  rows: readonly FeedRow[],
  complete: boolean,
): Omit<FeedPosition, 'run'> {
  const last = rows[rows.length - 1] ?? { rev, id }
  const goesOn = filling !== null && !complete && last.rev <= filling.upToRev
  return { rev: last.rev, id: last.id, filling: goesOn ? filling : null }
}

const toEnded = ({ id, rev }: FeedRow): { subject: string; rev: number } => ({ subject: id, rev })

/** One page of one scope's feed; an admin reads assignments and no records. */
async function pullScope(db: Tx, membership: Membership, scopeRev: number, request: PullRequest): Promise<Delta> {
  const { scope } = membership
  const start = startOfFeed({ upToRev: scopeRev, startedMs: request.nowMs })
  const cursors = createCursorMaker(request.keys, request.epoch, scope)
  const position = await positionOf(db, { scope, rev: scopeRev, cursors }, request.cursors[scope] ?? null, start)
  const from = position ?? start
  const rows = await feedPage(db, scope, from, request.limit)
  const complete = rows.length < request.limit
  const ended = ofType(rows, 'ended').map(toEnded)
  const to = behind(from, rows, complete)
  return {
    scope,
    to: cursors.encode({ ...to, run: await runOf(db, scope, to.rev) }),
    complete,
    ...(position === null ? { reset: true } : {}),
    ...(await pageEntries(db, membership, rows, from, request)),
    ...(ended.length > 0 ? { ended } : {}),
    assignments: await loadAssignments(
      db,
      scope,
      ofType(rows, 'assignment').map((row) => row.id),
    ),
    gone: ofType(rows, 'gone').map(toGone),
  }
}

/** A page of each scope of the person, all from one snapshot. */
export async function pullFeeds(db: Tx, request: PullRequest): Promise<readonly Delta[]> {
  const deltas: Delta[] = []
  const revisions = await committedRevisions(
    db,
    request.memberships.map(({ scope }) => scope),
  )
  for (const membership of request.memberships)
    deltas.push(await pullScope(db, membership, revisions[membership.scope] ?? 0, request))
  return deltas
}

/** The revision of each scope up to which everything is committed and fsynced. */
export async function committedRevisions(
  db: Tx,
  scopes: readonly ScopeId[],
): Promise<Readonly<Record<ScopeId, number>>> {
  if (scopes.length === 0) return {}
  const rows = await db.selectFrom('scope').selectAll().where('id', 'in', scopes).execute()
  return Object.fromEntries(rows.map((row) => [row.id, Number(row.rev)]))
}
