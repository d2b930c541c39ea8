import { sql, type Kysely } from 'kysely'

/** One subscription for each person; of its secret only the hash. */
const statement = `create table calendar_link (person_id text primary key, token_hash text not null unique, made_at text not null,
   last_read_at text)`

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(statement).execute(db)
}
