import { sql, type Kysely } from 'kysely'

/** Revisions of before have no run: cursors of them are looked at as they always were. */
const statements = [
  `create table revision_run (scope text not null, run text not null, from_rev bigint not null, primary key (scope, run))`,
  `create unique index revision_run_by_rev on revision_run (scope, from_rev)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
