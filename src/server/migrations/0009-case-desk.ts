import { sql, type Kysely } from 'kysely'

/** Lines that an older build has folded stand in no queue until the first start has folded them again. */
const statements = [
  `alter table case_row add column unit text`,
  `alter table case_row add column handler_id text`,
  `alter table case_row add column is_open integer not null default 0`,
  `alter table case_row add column queue text not null default ''`,
  `alter table case_row add column decider text not null default ''`,
  `alter table case_row add column is_timed integer not null default 0`,
  `alter table case_row add column act_by_ms bigint not null default 0`,
  `alter table case_row add column supervised integer not null default 0`,
  `alter table case_row add column lat double precision`,
  `alter table case_row add column lng double precision`,
  // One index per question of the inbox, each ending in the order of the list.
  `create index case_act_by on case_row (scope, is_open, act_by_ms, case_id)`,
  `create index case_in_queue on case_row (scope, queue, act_by_ms, case_id)`,
  `create index case_timed on case_row (scope, is_timed, act_by_ms, case_id)`,
  `create index case_supervised on case_row (scope, supervised, act_by_ms, case_id)`,
  `create index case_of_handler on case_row (scope, handler_id, is_open, act_by_ms, case_id)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
