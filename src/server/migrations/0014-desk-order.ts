import { sql, type Kysely } from 'kysely'

/**
 * The desks' lists are sorted by `desk_order`; the indexes that ended in `act_by_ms` give way to those that end in it.
 *
 * Lines that an older build has folded stand at the top until the first start has folded them again.
 */
const statements = [
  `alter table case_row add column desk_order bigint not null default 0`,
  `alter table case_row add column handlers text not null default ''`,
  ...['case_act_by', 'case_in_queue', 'case_timed', 'case_supervised', 'case_of_handler'].map(
    (name) => `drop index ${name}`,
  ),
  `create index case_desk on case_row (scope, is_open, desk_order, case_id)`,
  `create index case_desk_queue on case_row (scope, queue, desk_order, case_id)`,
  `create index case_desk_timed on case_row (scope, is_timed, desk_order, case_id)`,
  `create index case_desk_supervised on case_row (scope, supervised, desk_order, case_id)`,
  `create index case_desk_handler on case_row (scope, handler_id, is_open, desk_order, case_id)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
