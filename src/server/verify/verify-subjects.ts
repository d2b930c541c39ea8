import { sql } from 'kysely'
import type { EntryEnvelope } from '../../domain/journal/entry.ts'
import type { Tx } from '../store/store.ts'
import { grantRowFaults } from './grant-faults.ts'
import { readInPages, readInPagesOfPairs, rowsPerPage } from '../store/read-in-pages.ts'
import type { Verified } from './verified.ts'

type Named = {
  readonly subject: string
  readonly entry_id: string
  readonly status: string | null
  readonly json: string | null
}
type Pair = readonly [string, string]
const beforeAll: Pair = ['', '']

/** The content only where the record's first subject is another one: nearly all have one. */
const namedPage =
  (db: Tx) =>
  async ([subject, entryId]: Pair) => {
    const { rows } = await sql<Named>`
      select entry_subject.subject, entry_subject.entry_id, entry.status,
        case when entry.primary_subject = entry_subject.subject then null else entry.json end as json
      from entry_subject left join entry on entry.id = entry_subject.entry_id
      where (entry_subject.subject, entry_subject.entry_id) > (${subject}, ${entryId})
      order by entry_subject.subject, entry_subject.entry_id limit ${rowsPerPage}`.execute(db)
    return rows
  }

function faultOfNamed({ subject, entry_id: id, status, json }: Named): string | null {
  if (status === null) return `${subject} names entry ${id}, which is not there`
  if (status !== 'accepted') return `${subject} names entry ${id}, which was refused`
  const isAbout = json === null || (JSON.parse(json) as EntryEnvelope).subjects.some((one) => one === subject)
  return isAbout ? null : `${subject} names entry ${id}, which is not about it`
}

const linePage = (db: Tx) => (after: string) =>
  db
    .selectFrom('subject')
    .select(['id', 'newest_at'])
    .where('id', '>', after)
    .orderBy('id')
    .limit(rowsPerPage)
    .execute()

async function newestOf(db: Tx, subjects: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('entry')
    .select(({ fn }) => ['primary_subject', fn.max('received_at').as('newest')])
    .where('primary_subject', 'in', subjects)
    .where('status', '=', 'accepted')
    .groupBy('primary_subject')
    .execute()
  return new Map(rows.map((row) => [row.primary_subject, row.newest]))
}

async function lineFaults(db: Tx, rows: readonly { id: string; newest_at: string }[]): Promise<readonly string[]> {
  const newest = await newestOf(
    db,
    rows.map(({ id }) => id),
  )
  return rows.flatMap(({ id, newest_at: kept }) => {
    const found = newest.get(id)
    if (found === undefined) return [`subject ${id} has no record`]
    return Date.parse(found) === Date.parse(kept) ? [] : [`subject ${id}: its newest record is not of then`]
  })
}

/** Subjects name records that are about them; each has the time of its newest; what is lent stands in the feeds of those who see it. */
export async function verifySubjects(db: Tx): Promise<Verified> {
  const broken: string[] = []
  let looked = 0
  const pairOf = (row: Named): Pair => [row.subject, row.entry_id]
  for await (const rows of readInPagesOfPairs<Named, Pair>(namedPage(db), pairOf, beforeAll))
    broken.push(...rows.flatMap((row) => faultOfNamed(row) ?? []))
  for await (const rows of readInPages(linePage(db), ({ id }) => id)) {
    looked += rows.length
    broken.push(...(await lineFaults(db, rows)))
  }
  for await (const faults of grantRowFaults(db)) broken.push(...faults)
  return { check: 'subjects', looked, broken }
}
