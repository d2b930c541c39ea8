import { sql, type Kysely } from 'kysely'

/** The first build whose lines let a closed case wait for its evaluation. */
const foldedWithEvaluation = 13

/**
 * 待评价 begins with what is closed, by the time of its own record, after everything that a build without it had taken in.
 *
 * Nobody was asked for the evaluations of the years before: they would all stand in the queue at once, their three days long
 * past. In a database that is new, or was served by a build with the queue, nothing is left out.
 */
const statement = `insert into meta (name, value)
  select 'evaluation-since', max(received_at) from entry
  where exists (select 1 from case_row where state = 'closed' and fold_version < ${foldedWithEvaluation})
  having max(received_at) is not null`

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(statement).execute(db)
}
