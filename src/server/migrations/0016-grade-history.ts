import { sql, type Kysely } from 'kysely'

/** How each sign was graded in the course of time; lines of an older build get theirs when the first start folds them again. */
const statements = [`alter table sign_row add column grade_history text not null default '[]'`]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
