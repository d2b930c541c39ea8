import { sql, type Kysely } from 'kysely'

const statements = [
  `create table outside_unit (id text primary key, name text not null, kind text not null, contact text not null,
     active integer not null, rev bigint not null)`,
  `create table unit_link (id text primary key, token_hash text not null unique, case_id text not null, scope text not null,
     sent_by text not null, unit_name text not null, issued_by text not null, issued_at text not null, expires_at text not null,
     revoked_at text, opened integer not null, last_opened_at text, photos integer not null)`,
  `create index unit_link_of_case on unit_link (case_id, issued_at desc)`,
  `alter table case_row add column outside text`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
