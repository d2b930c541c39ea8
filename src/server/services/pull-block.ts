import { sql } from 'kysely'
import { may } from '../../domain/people/permissions.ts'
import { revisionsOf } from '../../protocol/feed-digest.ts'
import type { BlockRequest, BlockResponse } from '../../protocol/sync.ts'
import type { AppDeps } from '../app-deps.ts'
import { Problem } from '../problem.ts'
import type { KeyRing } from '../store/key-ring.ts'
import type { Tx } from '../store/store.ts'
import { readEpoch } from './epoch.ts'
import { createCursorMaker, startOfFeed, type CursorMaker, type FeedPosition } from './feed-cursor.ts'
import { sumsOf } from './feed-sums.ts'
import { entriesOfBlock } from './page-entries.ts'
import { membershipsOf, type Membership } from './people.ts'
import { loadAssignments, ofType, type FeedRow } from './pull-feed.ts'
import type { Caller } from './sessions.ts'

interface BlockPage {
  readonly after: FeedPosition
  readonly upTo: FeedPosition
  readonly limit: number
}

/** Rows of the block that have content; the marks of what is gone stand in no digest. */
async function loadPage(
  db: Tx,
  { scope, block }: BlockRequest,
  { after, upTo, limit }: BlockPage,
): Promise<readonly FeedRow[]> {
  const [first, last] = revisionsOf(block)
  const rows = await db
    .selectFrom('feed')
    .select(['rev', 'id', 'type'])
    .where('scope', '=', scope)
    .where('rev', '>=', first)
    .where('rev', '<=', last)
    .where(sql<boolean>`(rev, id) > (${after.rev}, ${after.id})`)
    .where(sql<boolean>`(rev, id) <= (${upTo.rev}, ${upTo.id})`)
    .where('type', 'in', ['entry', 'past', 'assignment'])
    .orderBy('rev')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...row, rev: Number(row.rev) }))
}

const notOurs = (): Problem => new Problem('request/not-found', 'No feed of the caller is at this place.')

/** Where the device stands; a cursor of another timeline or of a feed that is not theirs opens nothing. */
function pageOf(cursors: CursorMaker, request: BlockRequest): BlockPage {
  const upTo = cursors.decode(request.upTo)
  const after = request.after === null ? startOfFeed(null) : cursors.decode(request.after)
  if (!upTo || !after) throw notOurs()
  return { upTo, after, limit: request.limit }
}

async function readBlock(
  db: Tx,
  { scope, role }: Membership,
  request: BlockRequest,
  { keys, nowMs }: { readonly keys: KeyRing; readonly nowMs: number },
): Promise<BlockResponse> {
  const cursors = createCursorMaker(keys, await readEpoch(db), scope)
  const page = pageOf(cursors, request)
  const rows = await loadPage(db, request, page)
  const last = rows[rows.length - 1]
  const [places, past] = [ofType(rows, 'entry'), ofType(rows, 'past')]
  const seesRecords = may(role, 'seeRecordsOfScope')
  const given = seesRecords
    ? await entriesOfBlock(db, { scope, keys, places, readUpTo: page.upTo, nowMs })
    : { entries: [], earlier: [] }
  return {
    to: last && rows.length === page.limit ? cursors.encode({ ...last, run: '', filling: null }) : null,
    ...given,
    assignments: await loadAssignments(
      db,
      scope,
      ofType(rows, 'assignment').map((row) => row.id),
    ),
    leftOut: sumsOf(seesRecords ? past : [...places, ...past]),
  }
}

/**
 * A page of one block of a feed, whole: what SYNC-20 leaves out of pulls is in it too.
 *
 * Rejects with `request/not-found` for a feed that is not the caller's, exactly as for one that nobody has.
 */
export async function pullBlock(
  { store, clock, keys }: Pick<AppDeps, 'store' | 'clock' | 'keys'>,
  caller: Caller,
  request: BlockRequest,
): Promise<BlockResponse> {
  return store.read(async (db) => {
    const memberships = await membershipsOf(db, caller.personId)
    const membership = memberships.find(({ scope }) => scope === request.scope)
    if (!membership) throw notOurs()
    return readBlock(db, membership, request, { keys, nowMs: clock.now() })
  })
}
