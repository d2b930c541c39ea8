import { sql, type Kysely } from 'kysely'

/** What each version of the case standards said; the one in force before the first edit is kept with that edit. */
const statement = `create table standard_version (version integer primary key, saved_at text, saved_by text, data text not null)`

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(statement).execute(db)
}
