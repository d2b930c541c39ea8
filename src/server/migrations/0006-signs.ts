import { sql, type Kysely } from 'kysely'

/** The register's lines of signs that are known already are stubs of no version, which the first start folds. */
const statements = [
  `alter table case_row add column due_at_ms bigint`,
  `create table sign_row (sign_id text primary key, scope text not null, sign_no text not null, sign_type text not null, content text not null,
     address text not null, street_id text not null, grade text not null, grade_rank integer not null, exposure text not null, surveyed_at_ms bigint,
     next_check_date text, due_at_ms bigint, lowering text not null, merged_into text, fold_version integer not null)`,
  `insert into sign_row (sign_id, scope, sign_no, sign_type, content, address, street_id, grade, grade_rank, exposure, lowering, fold_version)
     select subject.id, subject.scope, '', '', '', '', '', '', -1, '', '', 0 from subject where subject.id like 'sign-%'`,
  `create index sign_worst on sign_row (scope, grade_rank desc, sign_id)`,
  `create index sign_by_street on sign_row (scope, street_id, grade_rank desc, sign_id)`,
  `create index sign_by_type on sign_row (scope, sign_type, grade_rank desc, sign_id)`,
  `create index sign_due on sign_row (scope, due_at_ms)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
