import { sql } from 'kysely'
import type { ScopeId } from '../../domain/ids.ts'
import type { Tx } from '../store/store.ts'

/**
 * Under which mark of the server a revision was written.
 *
 * A new mark is drawn at each start and every ten minutes (`epoch.ts`). A machine that was set back to a snapshot writes the same numbers once more, but
 * under the mark of another run: a cursor that names the run of its revision tells them apart.
 */

/** Notes the first revision that the present run writes in a scope, inside the caller's transaction. */
export async function noteRun(tx: Tx, scope: ScopeId, rev: number): Promise<void> {
  await sql`
    insert into revision_run (scope, run, from_rev)
    select ${scope}, value, cast(${rev} as bigint) from meta where name = 'epochMark'
    on conflict (scope, run) do nothing`.execute(tx)
}

/** The run that wrote this revision of the scope; '' for those of before runs were noted, and for 0. */
export async function runOf(db: Tx, scope: ScopeId, rev: number): Promise<string> {
  const row = await db
    .selectFrom('revision_run')
    .select('run')
    .where('scope', '=', scope)
    .where('from_rev', '<=', rev)
    .orderBy('from_rev', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.run ?? ''
}
