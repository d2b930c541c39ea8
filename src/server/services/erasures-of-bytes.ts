import type { Sha256 } from '../../domain/ids.ts'
import type { Tx } from '../store/store.ts'
import { bytesGone } from './bytes-gone.ts'

/**
 * How far the erasures of these bytes are, as one text that two moments can be compared by; null while their files are removed.
 *
 * Whoever joins bytes to link them looks before and, in the transaction that links, again: what was erased in between, or
 * whose file an eraser took meanwhile, must not be said to be here. The rounds tell an erasure that was done from one that was
 * done, waited and was done again.
 */
export async function erasuresOfBytes(db: Tx, sha256: Sha256): Promise<string | null> {
  const rows = await db
    .selectFrom('erasure')
    .select(['part_id', 'bytes_gone', 'rounds'])
    .where('sha256', '=', sha256)
    .orderBy('part_id')
    .execute()
  if (rows.some((row) => row.bytes_gone === bytesGone.claimed)) return null
  return JSON.stringify(rows.map((row) => [row.part_id, row.bytes_gone, row.rounds]))
}

/** Bytes of an erased part have come to the disk again, named by nothing: the eraser is to come again as well. */
export async function eraseBytesAgain(tx: Tx, sha256: Sha256): Promise<void> {
  const kept = await tx.selectFrom('blob').select('sha256').where('sha256', '=', sha256).executeTakeFirst()
  if (kept) return
  await tx
    .updateTable('erasure')
    .set({ bytes_gone: bytesGone.waits })
    .where('sha256', '=', sha256)
    .where('bytes_gone', '=', bytesGone.done)
    .execute()
}
