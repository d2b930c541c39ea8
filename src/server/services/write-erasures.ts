import type { PartId, ScopeId, Sha256 } from '../../domain/ids.ts'
import type { ErasureReason } from '../store/beside-log.ts'
import type { Tx } from '../store/store.ts'
import { bytesGone } from './bytes-gone.ts'
import { createFeedWriter, type FeedWriter } from './feed-writer.ts'

export interface Named {
  readonly partId: PartId
  readonly entryId: string
  readonly sha256: Sha256
}

/** Of these parts, those that are not erased. */
export async function loadLiving(tx: Tx, partIds: readonly PartId[]): Promise<readonly Named[]> {
  const rows = await tx
    .selectFrom('part')
    .select(['part_id', 'entry_id', 'sha256'])
    .where('part_id', 'in', partIds)
    .where('state', '!=', 'erased')
    .execute()
  return rows.map((row) => ({
    partId: row.part_id as PartId,
    entryId: row.entry_id,
    sha256: row.sha256 as Sha256,
  }))
}

/** A mark behind everything, in each feed that shows the entry, in the order in which scopes are locked. */
async function markInFeeds(tx: Tx, feeds: FeedWriter, parts: readonly Named[]): Promise<void> {
  const shown = await tx
    .selectFrom('feed')
    .select(['scope', 'id'])
    .where(
      'id',
      'in',
      parts.map(({ entryId }) => entryId),
    )
    .where('type', '=', 'entry')
    .orderBy('scope')
    .execute()
  for (const { scope, id } of shown) {
    const rev = await feeds.revisionOf(scope as ScopeId)
    for (const { partId, entryId } of parts)
      if (entryId === id) await tx.insertInto('feed').values({ scope, rev, id: partId, type: 'erased' }).execute()
  }
}

/** Bytes that another part still names stay: two records may hold the same picture. */
export async function forgetUnnamed(tx: Tx, hashes: ReadonlySet<Sha256>): Promise<void> {
  for (const sha256 of hashes) {
    const living = await tx
      .selectFrom('part')
      .select('part_id')
      .where('sha256', '=', sha256)
      .where('state', 'in', ['stored', 'unreadable'])
      .executeTakeFirst()
    if (living) continue
    await tx.deleteFrom('blob').where('sha256', '=', sha256).execute()
    await tx.deleteFrom('blob_owner').where('sha256', '=', sha256).execute()
    await tx.deleteFrom('small_bytes').where('sha256', '=', sha256).execute()
  }
}

/** When and why; `bytes_gone` says what is known of the bytes (`bytes-gone.ts`). */
export interface ErasureRow {
  readonly reason: ErasureReason
  readonly erased_at: string
  readonly bytes_gone: number
  readonly claimed_at?: string | null
}

/** Of these parts, those that are not erased yet are from now on, here and in every feed; resolves with those. */
export async function markErased(
  tx: Tx,
  feeds: FeedWriter,
  partIds: readonly PartId[],
  erasure: ErasureRow,
): Promise<readonly Named[]> {
  const parts = await loadLiving(tx, partIds)
  if (parts.length === 0) return parts
  const ids = parts.map(({ partId }) => partId)
  await tx.updateTable('part').set({ state: 'erased', stored_at: null }).where('part_id', 'in', ids).execute()
  await tx
    .insertInto('erasure')
    .values(parts.map(({ partId, sha256 }) => ({ part_id: partId, sha256, ...erasure })))
    .onConflict((conflict) =>
      conflict
        .column('part_id')
        .doUpdateSet({ bytes_gone: erasure.bytes_gone, claimed_at: erasure.claimed_at ?? null }),
    )
    .execute()
  await markInFeeds(tx, feeds, parts)
  return parts
}

/** The same, and their bytes go with the last part that names them: `finishErasures` removes the files. */
export async function writeErasures(
  tx: Tx,
  partIds: readonly PartId[],
  erasure: Pick<ErasureRow, 'reason' | 'erased_at'>,
): Promise<{ readonly parts: readonly Named[]; readonly touched: ReadonlySet<ScopeId> }> {
  const feeds = createFeedWriter(tx)
  const parts = await markErased(tx, feeds, partIds, { ...erasure, bytes_gone: bytesGone.waits })
  await forgetUnnamed(tx, new Set(parts.map(({ sha256 }) => sha256)))
  return { parts, touched: feeds.touchedScopes() }
}
