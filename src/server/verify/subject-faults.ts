import { sql } from 'kysely'
import { inStatements } from '../store/statement-rows.ts'
import type { Tx } from '../store/store.ts'
import type { ReadRecord } from './read-record.ts'

type Pair = readonly [subject: string, entryId: string]

const nameOf = ([subject, entryId]: Pair): string => `${entryId} ${subject}`

/** Asked by both columns of the key at once, which two lists would make a search of each with each. */
async function standing(db: Tx, pairs: readonly Pair[]): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  for (const some of inStatements(pairs)) {
    const wanted = sql.join(some.map(([subject, entryId]) => sql`(${subject}, ${entryId})`))
    const { rows } = await sql<{ subject: string; entry_id: string }>`
      with wanted (subject, entry_id) as (values ${wanted})
      select entry_subject.subject, entry_subject.entry_id from wanted
      join entry_subject on entry_subject.subject = wanted.subject and entry_subject.entry_id = wanted.entry_id`.execute(
      db,
    )
    for (const row of rows) found.add(nameOf([row.subject, row.entry_id]))
  }
  return found
}

async function homesOf(db: Tx, records: readonly ReadRecord[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(records.flatMap(({ said }) => said.subjects.slice(0, 1)))]
  const rows = await db.selectFrom('subject').select(['id', 'scope']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, scope }) => [id, scope]))
}

/** Of accepted records: a subject under which they are not found, and one that is at home elsewhere or nowhere. */
export async function subjectFaults(db: Tx, records: readonly ReadRecord[]): Promise<readonly string[]> {
  const pairs = records.flatMap(({ said }) => [...new Set(said.subjects)].map((subject): Pair => [subject, said.id]))
  const found = await standing(db, pairs)
  const homes = await homesOf(db, records)
  return [
    ...pairs
      .filter((pair) => !found.has(nameOf(pair)))
      .map(([subject, id]) => `entry ${id} is not found under ${subject}`),
    ...records.flatMap(({ said: { id, scope, subjects } }) => {
      const home = homes.get(subjects[0] ?? '')
      return home === scope ? [] : [`entry ${id}: its subject is at home in ${home ?? 'no scope'}, not in ${scope}`]
    }),
  ]
}
