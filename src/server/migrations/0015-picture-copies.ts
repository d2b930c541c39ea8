import { sql, type Kysely } from 'kysely'

/** Copies of photos that left the office, by what their files hash to. Their bytes are kept nowhere. */
const statements = [
  `create table picture_copy (sha256 text not null, part_id text not null, made_at text not null, made_by text not null,
     marks text not null, mosaics integer not null, primary key (sha256, part_id))`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
