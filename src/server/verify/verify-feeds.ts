import type { ScopeId } from '../../domain/ids.ts'
import { addRow, type BlockSums } from '../../protocol/feed-digest.ts'
import { readDigests } from '../services/feed-sums.ts'
import type { Tx } from '../store/store.ts'
import { readInPages, rowsPerPage } from './read-in-pages.ts'
import type { Verified } from './verified.ts'

/** An entry whose grant has ended counts on: devices have it among what was left out (SYNC-43). Marks count nowhere (SYNC-44). */
const countedTypes = ['entry', 'past', 'assignment'] as const

const page = (db: Tx, scope: ScopeId) => (after: string) =>
  db
    .selectFrom('feed')
    .select(['id', 'rev'])
    .where('scope', '=', scope)
    .where('type', 'in', countedTypes)
    .where('id', '>', after)
    .orderBy('id')
    .limit(rowsPerPage)
    .execute()

interface Summed {
  readonly sums: BlockSums
  readonly rows: number
  readonly newest: number
}

async function sumFeed(db: Tx, scope: ScopeId): Promise<Summed> {
  const sums: BlockSums = new Map()
  let count = 0
  let newest = 0
  for await (const rows of readInPages(page(db, scope), ({ id }) => id)) {
    count += rows.length
    for (const { id, rev } of rows) {
      addRow(sums, id, Number(rev))
      newest = Math.max(newest, Number(rev))
    }
  }
  return { sums, rows: count, newest }
}

/** A block whose rows have all gone keeps a sum of nothing. */
function unequalBlocks(kept: ReadonlyMap<number, number>, found: BlockSums): readonly number[] {
  return [...new Set([...kept.keys(), ...found.keys()])].filter(
    (block) => (kept.get(block) ?? 0) !== (found.get(block) ?? 0),
  )
}

/** Each feed's digest is the sum over its rows, none of which is newer than the scope says. */
export async function verifyFeeds(db: Tx): Promise<Verified> {
  const broken: string[] = []
  let looked = 0
  for (const { id, rev } of await db.selectFrom('scope').selectAll().execute()) {
    const scope = id as ScopeId
    const { sums, rows, newest } = await sumFeed(db, scope)
    const [digest] = await readDigests(db, [scope])
    looked += rows
    for (const block of unequalBlocks(new Map(digest?.blocks), sums)) broken.push(`feed ${scope}, block ${block}`)
    if (newest > Number(rev)) broken.push(`feed ${scope} holds revision ${newest}, its scope says ${rev}`)
  }
  return { check: 'feeds', looked, broken }
}
