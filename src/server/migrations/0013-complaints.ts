import { sql, type Kysely } from 'kysely'

const statements = [
  `create table complaint_row (complaint_id text primary key, case_id text not null, scope text not null, source text not null,
     source_no text not null, summary text not null, place_text text not null, received_at_ms bigint not null,
     due_at_ms bigint not null, nth integer not null, stage text not null, answered_at_ms bigint, satisfaction text not null)`,
  `create index complaint_due on complaint_row (scope, stage, due_at_ms, complaint_id)`,
  `create index complaint_newest on complaint_row (scope, stage, received_at_ms, complaint_id)`,
  `create index complaint_of_case on complaint_row (case_id)`,
  `create index complaint_number on complaint_row (source_no)`,
  `create table complainant (complaint_id text primary key, author text not null, name text not null, phone text not null,
     words text not null, stored_at text not null)`,
  `create index complainant_by_age on complainant (stored_at)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
