import { sql, type Kysely } from 'kysely'

/** Who brought in a record that its author's phone could not send. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `create table rescued_entry (entry_id text not null, importer text not null, exported_at text not null, imported_at text not null,
         primary key (entry_id, importer))`,
    )
    .execute(db)
}
