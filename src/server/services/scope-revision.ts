import { sql } from 'kysely'
import type { ScopeId } from '../../domain/ids.ts'
import { must } from '../../lib/must.ts'
import type { Tx } from '../store/store.ts'
import { noteRun } from './revision-run.ts'

/**
 * Raises a scope's revision by one and holds its row until the transaction ends.
 *
 * The row is the lock: whoever writes next waits here, so revisions become visible in their order. A sequence or a timestamp
 * would show 101 before 100, and a phone that saw 101 would never ask for 100.
 */
export async function nextRevision(tx: Tx, scope: ScopeId): Promise<number> {
  const raised = await sql<{ rev: number }>`
    insert into scope (id, rev) values (${scope}, 1) on conflict (id) do update set rev = scope.rev + 1 returning rev`.execute(
    tx,
  )
  const rev = Number(must(raised.rows[0], 'a raised revision').rev)
  await noteRun(tx, scope, rev)
  return rev
}
