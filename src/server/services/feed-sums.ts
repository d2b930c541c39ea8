import { sql } from 'kysely'
import type { ScopeId } from '../../domain/ids.ts'
import { addRow, digestModulus, type BlockSums } from '../../protocol/feed-digest.ts'
import type { Tx } from '../store/store.ts'

/** Adds to the digest of a feed, in the transaction that writes its rows. */
export async function addToDigest(tx: Tx, scope: ScopeId, sums: BlockSums): Promise<void> {
  for (const [block, sum] of sums) {
    await sql`
      insert into feed_digest (scope, block, sum) values (${scope}, ${block}, ${sum})
      on conflict (scope, block) do update set sum = (feed_digest.sum + excluded.sum) % ${digestModulus}`.execute(tx)
  }
}

export type BlockSum = [block: number, sum: number]

export function sumsOf(rows: readonly { readonly id: string; readonly rev: number }[]): BlockSum[] {
  const sums: BlockSums = new Map()
  for (const { id, rev } of rows) addRow(sums, id, rev)
  return [...sums]
}

/** The digests of these feeds as they stand in the snapshot that is read. */
export async function readDigests(
  db: Tx,
  scopes: readonly ScopeId[],
): Promise<{ scope: ScopeId; blocks: BlockSum[] }[]> {
  if (scopes.length === 0) return []
  const rows = await db.selectFrom('feed_digest').selectAll().where('scope', 'in', scopes).orderBy('block').execute()
  return scopes.map((scope) => ({
    scope,
    blocks: rows.filter((row) => row.scope === scope).map((row): BlockSum => [row.block, Number(row.sum)]),
  }))
}
