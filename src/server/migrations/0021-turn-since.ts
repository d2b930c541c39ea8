import { sql, type Kysely } from 'kysely'

/** Since when a case waits to be dispatched or accepted; the fold version of the same build has every line written anew. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table case_row add column turn_since_ms bigint').execute(db)
}
