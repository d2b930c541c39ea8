import { createHash } from 'node:crypto'
import type { Selectable } from 'kysely'
import { canonicalJson } from '../../lib/canonical-json.ts'
import type { Tables } from '../store/tables.ts'

export type AuditRow = Selectable<Tables['audit_line']>

/** Over the hash of the line before and all that this one says. Numbers of a bigint column may come as texts. */
export function auditHash(previous: string, row: Omit<AuditRow, 'hash'>): string {
  const { seq, act, actor, at, details, role, scope, target } = row
  return createHash('sha256')
    .update(canonicalJson([previous, Number(seq), { act, actor, at, details, role, scope, target }]))
    .digest('hex')
}
