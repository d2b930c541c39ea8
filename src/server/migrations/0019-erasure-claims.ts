import { sql, type Kysely } from 'kysely'

/**
 * Since when an eraser removes the files, and how often one has begun to.
 *
 * A server of before writes neither: its claim has no time, and gets one from whoever of this build meets it.
 */
const statements = [
  `alter table erasure add column claimed_at text`,
  `alter table erasure add column rounds integer not null default 0`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
