import { sql, type Kysely } from 'kysely'

const statements = [
  `create table erasure (part_id text primary key, sha256 text not null, reason text not null, erased_at text not null, bytes_gone integer not null)`,
  `create index erasure_unfinished on erasure (bytes_gone)`,
  // Which parts an entry of a page has lost is asked with every page.
  `create index part_entry on part (entry_id, state)`,
  `create index part_state on part (kind, state)`,
]

/** Parts whose bytes were erased, for ever: also for a record that comes again from a phone or a backup. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
