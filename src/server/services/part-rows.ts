import type { JournalEntry } from '../../domain/journal/entry.ts'
import type { PartRef } from '../../domain/journal/part-ref.ts'
import type { Tx } from '../store/store.ts'

interface Arrival {
  readonly state: 'expected' | 'stored' | 'unreadable'
  readonly stored_at: string | null
}

/** Whether the author's own bytes came before the record. */
async function findArrival(tx: Tx, entry: JournalEntry, { sha256 }: PartRef): Promise<Arrival> {
  const blob = await tx
    .selectFrom('blob')
    .innerJoin('blob_owner', 'blob_owner.sha256', 'blob.sha256')
    .select(['blob.readable', 'blob.stored_at'])
    .where('blob.sha256', '=', sha256)
    .where('blob_owner.person_id', '=', entry.author)
    .executeTakeFirst()
  if (!blob) return { state: 'expected', stored_at: null }
  return { state: blob.readable ? 'stored' : 'unreadable', stored_at: blob.stored_at }
}

/**
 * Writes what an entry says of its parts, and links bytes that its author put before it.
 *
 * Bytes that somebody else put are not linked: whoever learns a hash must not read the picture by naming it.
 * A part id that is already named by another entry keeps its first home.
 */
export async function registerParts(tx: Tx, entry: JournalEntry): Promise<void> {
  for (const ref of entry.parts) {
    const row = {
      part_id: ref.partId,
      entry_id: entry.id,
      scope: entry.scope,
      subject: entry.subjects[0] ?? '',
      author: entry.author,
      kind: ref.kind,
      sha256: ref.sha256,
      size_bytes: ref.sizeBytes,
      ref: JSON.stringify(ref),
      ...(await findArrival(tx, entry, ref)),
    }
    await tx
      .insertInto('part')
      .values(row)
      .onConflict((conflict) => conflict.column('part_id').doNothing())
      .execute()
  }
}
