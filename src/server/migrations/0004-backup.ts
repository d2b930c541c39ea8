import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(`create table backup_cover (scope text primary key, rev bigint not null)`).execute(db)
}
