import { createHash } from 'node:crypto'
import { canonicalJson } from '../../lib/canonical-json.ts'
import type { Tx } from '../store/store.ts'
import { readInPages, rowsPerPage } from './read-in-pages.ts'
import type { Verified } from './verified.ts'

interface StoredEntry {
  readonly id: string
  readonly scope: string
  readonly rev: number
  readonly status: string
  readonly json: string
  readonly content_hash: string
  readonly feed_rev: number | null
}

const page = (db: Tx) => (after: string) =>
  db
    .selectFrom('entry')
    .leftJoin('feed', (join) =>
      join.onRef('feed.scope', '=', 'entry.scope').onRef('feed.id', '=', 'entry.id').on('feed.type', '=', 'entry'),
    )
    .select([
      'entry.id',
      'entry.scope',
      'entry.rev',
      'entry.status',
      'entry.json',
      'entry.content_hash',
      'feed.rev as feed_rev',
    ])
    .where('entry.id', '>', after)
    .orderBy('entry.id')
    .limit(rowsPerPage)
    .execute()

const hashOf = (json: string): string =>
  createHash('sha256')
    .update(canonicalJson(JSON.parse(json)))
    .digest('hex')

/** Not of the content: that is personal. */
function faultOf(row: StoredEntry): string | null {
  if (hashOf(row.json) !== row.content_hash) return `entry ${row.id} has other content than it came with`
  const isInFeed = row.feed_rev !== null && Number(row.feed_rev) === Number(row.rev)
  return row.status === 'accepted' && !isInFeed ? `entry ${row.id} stands in no feed of ${row.scope}` : null
}

/** Every record has the content that it came with; what was accepted stands in its home's feed, at its revision. */
export async function verifyEntries(db: Tx): Promise<Verified> {
  const broken: string[] = []
  let looked = 0
  for await (const rows of readInPages<StoredEntry>(page(db), ({ id }) => id)) {
    looked += rows.length
    broken.push(...rows.flatMap((row) => faultOf(row) ?? []))
  }
  return { check: 'entries', looked, broken }
}
