import type { AuditChainResponse } from '../../protocol/audit.ts'
import { must } from '../../lib/must.ts'
import type { Tx } from '../store/store.ts'
import { auditHash } from './audit-hash.ts'

/** Hashed in 10 ms, between which others are answered. */
const linesPerStep = 1_000

/**
 * Reads the whole audit again: no line is missing, changed, moved or put between, up to where the head stood when this began.
 *
 * It proves nothing against somebody who writes the whole chain anew: for that the last hash has to be kept elsewhere.
 */
export async function verifyChain(db: Tx): Promise<AuditChainResponse> {
  const head = must(
    await db.selectFrom('audit_head').selectAll().where('chain', '=', 'main').executeTakeFirst(),
    'the head of the audit',
  )
  const lastSeq = Number(head.seq)
  let hash = ''
  let seq = 0
  while (seq < lastSeq) {
    const rows = await db
      .selectFrom('audit_line')
      .selectAll()
      .where('seq', '>', seq)
      .where('seq', '<=', lastSeq)
      .orderBy('seq')
      .limit(linesPerStep)
      .execute()
    if (rows.length === 0) return { state: 'broken', atSeq: seq + 1 }
    for (const row of rows) {
      seq += 1
      if (Number(row.seq) !== seq || auditHash(hash, row) !== row.hash) return { state: 'broken', atSeq: seq }
      hash = row.hash
    }
  }
  return hash === head.hash ? { state: 'whole', lines: lastSeq, hash } : { state: 'broken', atSeq: lastSeq }
}
