import { createHash } from 'node:crypto'
import type { EntryEnvelope } from '../../domain/journal/entry.ts'
import { canonicalJson } from '../../lib/canonical-json.ts'
import type { Tx } from '../store/store.ts'
import { missingGrants } from './grant-faults.ts'
import { partRowFaults } from './part-row-faults.ts'
import { readInPages, rowsPerPage } from '../store/read-in-pages.ts'
import type { ReadRecord } from './read-record.ts'
import { subjectFaults } from './subject-faults.ts'
import type { Verified } from './verified.ts'

interface StoredEntry {
  readonly id: string
  readonly kind: string
  readonly scope: string
  readonly primary_subject: string
  readonly author: string
  readonly device: string
  readonly rev: number
  readonly status: string
  readonly received_at: string
  readonly json: string
  readonly content_hash: string
  readonly feed_rev: number | null
}

const page = (db: Tx) => (after: string) =>
  db
    .selectFrom('entry')
    .leftJoin('feed', (join) =>
      join
        .onRef('feed.scope', '=', 'entry.scope')
        .onRef('feed.rev', '=', 'entry.rev')
        .onRef('feed.id', '=', 'entry.id')
        .on('feed.type', '=', 'entry'),
    )
    .select(['entry.id', 'entry.kind', 'entry.scope', 'entry.primary_subject', 'entry.author', 'entry.device'])
    .select(['entry.rev', 'entry.status', 'entry.received_at', 'entry.json', 'entry.content_hash'])
    .select('feed.rev as feed_rev')
    .where('entry.id', '>', after)
    .orderBy('entry.id')
    .limit(rowsPerPage)
    .execute()

const hashOf = (content: unknown): string => createHash('sha256').update(canonicalJson(content)).digest('hex')

/** Columns that lists and rights are read by. */
const isFiledAs = (row: StoredEntry, { id, kind, scope, subjects, author, device }: EntryEnvelope): boolean =>
  row.id === id &&
  row.kind === kind &&
  row.scope === scope &&
  row.primary_subject === subjects[0] &&
  row.author === author &&
  row.device === device

/** Not of the content: that is personal. */
function faultOf(row: StoredEntry, said: EntryEnvelope): string | null {
  if (hashOf(said) !== row.content_hash) return `entry ${row.id} has other content than it came with`
  if (!isFiledAs(row, said)) return `entry ${row.id} is filed under something else than it says`
  if (row.status !== 'accepted' || row.feed_rev !== null) return null
  return `entry ${row.id} stands in no feed of ${row.scope} at its revision`
}

/** Every record has the content that it came with; what was accepted stands in its home's feed, with its subjects, grants and parts. */
export async function verifyEntries(db: Tx): Promise<Verified> {
  const broken: string[] = []
  let looked = 0
  for await (const rows of readInPages<StoredEntry>(page(db), ({ id }) => id)) {
    looked += rows.length
    const accepted: ReadRecord[] = []
    for (const row of rows) {
      const said = JSON.parse(row.json) as EntryEnvelope
      const fault = faultOf(row, said)
      if (fault !== null) broken.push(fault)
      // What was changed says nothing about what is to stand beside it.
      else if (row.status === 'accepted') accepted.push({ said, receivedAt: row.received_at })
    }
    for (const faults of [subjectFaults, missingGrants, partRowFaults]) broken.push(...(await faults(db, accepted)))
  }
  return { check: 'entries', looked, broken }
}
