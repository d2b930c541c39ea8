import type { AuditAct } from '../../protocol/audit.ts'
import { bureauScope } from '../../domain/ids.ts'
import { must } from '../../lib/must.ts'
import type { Caller } from '../services/sessions.ts'
import type { Tx } from '../store/store.ts'
import { inStatements } from '../store/statement-rows.ts'
import { auditHash, type AuditRow } from './audit-hash.ts'

/** Who did it, as they were then. */
export interface Actor {
  readonly actor: string
  readonly role: string
  readonly scope: string
}

/** What the server does by itself. */
export const systemActor: Actor = { actor: 'system', role: 'system', scope: bureauScope }

export const actorOf = ({ person }: Pick<Caller, 'person'>): Actor => ({
  actor: person.id,
  role: person.role,
  scope: person.scope,
})

/** Ids and counts only: a line is never erased, so nothing stands in it that may have to be forgotten. */
export interface Act {
  readonly act: AuditAct
  readonly target: string
  readonly details?: Readonly<Record<string, string | number | boolean>>
}

/**
 * Appends lines to the chain, in the transaction of what they tell of: neither is there without the other.
 *
 * The update of the head comes first and is the lock, so that instances append one after the other.
 */
export async function writeAudit(tx: Tx, by: Actor, nowMs: number, acts: readonly Act[]): Promise<void> {
  if (acts.length === 0) return
  await tx
    .updateTable('audit_head')
    .set(({ eb }) => ({ seq: eb('seq', '+', acts.length) }))
    .where('chain', '=', 'main')
    .execute()
  const head = must(
    await tx.selectFrom('audit_head').selectAll().where('chain', '=', 'main').executeTakeFirst(),
    'the head of the audit',
  )
  const at = new Date(nowMs).toISOString()
  const firstSeq = Number(head.seq) - acts.length + 1
  let hash = head.hash
  const rows = acts.map(({ act, target, details = {} }, index): AuditRow => {
    const said = { seq: firstSeq + index, at, ...by, act, target, details: JSON.stringify(details) }
    hash = auditHash(hash, said)
    return { ...said, hash }
  })
  for (const portion of inStatements(rows))
    await tx
      .insertInto('audit_line')
      .values([...portion])
      .execute()
  await tx.updateTable('audit_head').set({ hash }).where('chain', '=', 'main').execute()
}
