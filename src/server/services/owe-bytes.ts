import type { Tx } from '../store/store.ts'

/** Bytes that are gone: records that name them wait for them again, and the phones that are asked for them send what they hold. */
export async function oweBytes(tx: Tx, sha256: string): Promise<void> {
  await tx
    .updateTable('part')
    .set({ state: 'expected', stored_at: null })
    .where('sha256', '=', sha256)
    .where('kind', '!=', 'position')
    .where('state', 'in', ['stored', 'unreadable'])
    .execute()
  await tx.deleteFrom('blob').where('sha256', '=', sha256).execute()
  await tx.deleteFrom('blob_owner').where('sha256', '=', sha256).execute()
}
