import { sql } from 'kysely'
import type { ScopeId } from '../../domain/ids.ts'
import { digestModulus, type BlockSums } from '../../protocol/feed-digest.ts'
import type { Tx } from '../store/store.ts'

/** Adds to the digest of a feed, in the transaction that writes its rows. */
export async function addToDigest(tx: Tx, scope: ScopeId, sums: BlockSums): Promise<void> {
  for (const [block, sum] of sums) {
    await sql`
      insert into feed_digest (scope, block, sum) values (${scope}, ${block}, ${sum})
      on conflict (scope, block) do update set sum = (feed_digest.sum + excluded.sum) % ${digestModulus}`.execute(tx)
  }
}
