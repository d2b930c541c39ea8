import { sql, type Kysely } from 'kysely'

/** Devices that were ended before are taken as handed back: what they hold is sent before they erase it. */
const statements = [
  `alter table device add column revoked_as text not null default ''`,
  `alter table device add column revoked_at text`,
  `alter table device add column erased_at text`,
  `alter table device add column kept_people integer not null default 0`,
  `alter table device add column others_unsent integer not null default 0`,
  `update device set revoked_as = 'retired' where revoked = 1`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
