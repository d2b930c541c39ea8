import { createHash } from 'node:crypto'
import type { PersonId } from '../../domain/ids.ts'
import { wireLimits } from '../../protocol/limits.ts'
import type { SmallPart } from '../../protocol/sync.ts'
import type { Tx } from '../store/store.ts'

/** Base64 by the hash that the bytes have been found to have. */
export type SmallPartsByHash = ReadonlyMap<string, string>

/** Small parts whose bytes hash to their name; the others are left out, and their parts stay expected. */
export function verifySmallParts(parts: readonly SmallPart[]): SmallPartsByHash {
  const byHash = new Map<string, string>()
  for (const { sha256, base64 } of parts) {
    const bytes = Buffer.from(base64, 'base64')
    const isSmall = bytes.length <= wireLimits.smallPartBytes
    if (isSmall && createHash('sha256').update(bytes).digest('hex') === sha256) byHash.set(sha256, base64)
  }
  return byHash
}

/**
 * Keeps the small parts that the author's own records wait for, and no others.
 *
 * Also for records that came with an earlier push: bytes that were damaged on the way then may be sent again.
 */
export async function storeSmallParts(
  tx: Tx,
  author: PersonId,
  small: SmallPartsByHash,
  nowIso: string,
): Promise<void> {
  for (const [sha256, base64] of small) {
    const linked = await tx
      .updateTable('part')
      .set({ state: 'stored', stored_at: nowIso })
      .where('sha256', '=', sha256)
      .where('author', '=', author)
      .where('kind', '=', 'position')
      .where('state', '=', 'expected')
      .executeTakeFirst()
    if (linked.numUpdatedRows === 0n) continue
    await tx
      .insertInto('small_bytes')
      .values({ sha256, base64 })
      .onConflict((conflict) => conflict.column('sha256').doNothing())
      .execute()
  }
}
