import { sql } from 'kysely'
import type { ScopeId } from '../../domain/ids.ts'
import { addRow, type BlockSums } from '../../protocol/feed-digest.ts'
import { readDigests } from '../services/feed-sums.ts'
import type { Tx } from '../store/store.ts'
import { feedRowFaults, type FeedRow } from './feed-row-faults.ts'
import { readInPagesOfPairs, rowsPerPage } from '../store/read-in-pages.ts'
import type { Verified } from './verified.ts'

/** An entry whose grant has ended counts on: devices have it among what was left out (SYNC-43). Marks count nowhere (SYNC-44). */
const countedTypes: readonly string[] = ['entry', 'past', 'assignment']

type Place = readonly [rev: number, id: string]
const beforeAll: Place = [-1, '']

const page =
  (db: Tx, scope: ScopeId) =>
  ([rev, id]: Place) =>
    db
      .selectFrom('feed')
      .select(['id', 'rev', 'type'])
      .where('scope', '=', scope)
      .where(sql<boolean>`(rev, id) > (cast(${rev} as bigint), ${id})`)
      .orderBy('rev')
      .orderBy('id')
      .limit(rowsPerPage)
      .execute()

interface Read {
  readonly sums: BlockSums
  readonly rows: number
  readonly newest: number
  readonly broken: readonly string[]
}

async function readFeed(db: Tx, scope: ScopeId): Promise<Read> {
  const sums: BlockSums = new Map()
  const broken: string[] = []
  let count = 0
  let newest = 0
  const placeOf = ({ rev, id }: FeedRow): Place => [Number(rev), id]
  for await (const rows of readInPagesOfPairs<FeedRow, Place>(page(db, scope), placeOf, beforeAll)) {
    count += rows.length
    for (const { id, rev, type } of rows) {
      if (countedTypes.includes(type)) addRow(sums, id, Number(rev))
      newest = Math.max(newest, Number(rev))
    }
    broken.push(...(await feedRowFaults(db, scope, rows)))
  }
  return { sums, rows: count, newest, broken }
}

/** A block whose rows have all gone keeps a sum of nothing. */
function unequalBlocks(kept: ReadonlyMap<number, number>, found: BlockSums): readonly number[] {
  return [...new Set([...kept.keys(), ...found.keys()])].filter(
    (block) => (kept.get(block) ?? 0) !== (found.get(block) ?? 0),
  )
}

/** Also of feeds and digests whose scope has no row of its own. */
async function scopesWithRevisions(db: Tx): Promise<ReadonlyMap<string, number>> {
  const scopes = await db.selectFrom('scope').selectAll().execute()
  const fed = await db.selectFrom('feed').select('scope').distinct().execute()
  const summed = await db.selectFrom('feed_digest').select('scope').distinct().execute()
  return new Map([
    ...[...fed, ...summed].map(({ scope }) => [scope, 0] as const),
    ...scopes.map(({ id, rev }) => [id, Number(rev)] as const),
  ])
}

/** Each feed's digest is the sum over its rows, none of which is newer than the scope says, or shows what is not there or not for it. */
export async function verifyFeeds(db: Tx): Promise<Verified> {
  const broken: string[] = []
  let looked = 0
  for (const [id, rev] of await scopesWithRevisions(db)) {
    const scope = id as ScopeId
    const { sums, rows, newest, broken: shown } = await readFeed(db, scope)
    const [digest] = await readDigests(db, [scope])
    looked += rows
    for (const block of unequalBlocks(new Map(digest?.blocks), sums)) broken.push(`feed ${scope}, block ${block}`)
    if (newest > rev) broken.push(`feed ${scope} holds revision ${newest}, its scope says ${rev}`)
    broken.push(...shown)
  }
  return { check: 'feeds', looked, broken }
}
