import type { JournalEntry } from '../../domain/journal/entry.ts'
import type { Tx } from '../store/store.ts'

/**
 * Writes what an entry says of its parts, and links bytes that its author put before it.
 *
 * Bytes that somebody else put are not linked: whoever learns a hash must not read the picture by naming it.
 * A part id that is already named by another entry keeps its first home.
 */
export async function registerParts(
  tx: Tx,
  entry: JournalEntry,
  smallPartsByHash: ReadonlyMap<string, string>,
  nowMs: number,
): Promise<void> {
  const nowIso = new Date(nowMs).toISOString()
  for (const ref of entry.parts) {
    const base64 = ref.kind === 'position' ? smallPartsByHash.get(ref.sha256) : undefined
    if (base64 !== undefined) {
      await tx.insertInto('small_bytes').values({ sha256: ref.sha256, base64 }).onConflict((conflict) => conflict.column('sha256').doNothing()).execute()
    }
    const blob = await tx
      .selectFrom('blob')
      .innerJoin('blob_owner', 'blob_owner.sha256', 'blob.sha256')
      .select(['blob.readable', 'blob.stored_at'])
      .where('blob.sha256', '=', ref.sha256)
      .where('blob_owner.person_id', '=', entry.author)
      .executeTakeFirst()
    const state = base64 !== undefined ? 'stored' : blob ? (blob.readable ? 'stored' : 'unreadable') : 'expected'
    await tx
      .insertInto('part')
      .values({
        part_id: ref.partId,
        entry_id: entry.id,
        scope: entry.scope,
        subject: entry.subjects[0] ?? '',
        author: entry.author,
        kind: ref.kind,
        sha256: ref.sha256,
        size_bytes: ref.sizeBytes,
        ref: JSON.stringify(ref),
        state,
        stored_at: base64 !== undefined ? nowIso : (blob?.stored_at ?? null),
      })
      .onConflict((conflict) => conflict.column('part_id').doNothing())
      .execute()
  }
}
