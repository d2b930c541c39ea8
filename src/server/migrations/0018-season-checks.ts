import { sql, type Kysely } from 'kysely'

/** Which signs are looked at before each season; lines of an older build get theirs when the first start folds them again. */
const statements = [`alter table sign_row add column season_checked integer not null default 0`]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
