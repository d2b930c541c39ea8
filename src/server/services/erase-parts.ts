import { createHash } from 'node:crypto'
import type { PartId, ScopeId, Sha256 } from '../../domain/ids.ts'
import type { AppDeps } from '../app-deps.ts'
import { systemActor, writeAudit, type Act } from '../audit/write-audit.ts'
import type { BesideFact } from '../store/beside-log.ts'
import type { Tx } from '../store/store.ts'
import { createFeedWriter, type FeedWriter } from './feed-writer.ts'
import { finishErasures, type BytesEraser } from './finish-erasures.ts'

/** `retention`: its time is over; `order`: somebody who may has decided so. */
export type ErasureReason = 'retention' | 'order'

interface Named {
  readonly partId: PartId
  readonly entryId: string
  readonly sha256: Sha256
}

/** Parts of one transaction: each marks a few feeds, so that phones wait some 20 ms at most. */
const partsPerErasure = 100

async function loadLiving(tx: Tx, partIds: readonly PartId[]): Promise<readonly Named[]> {
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
async function forgetUnnamed(tx: Tx, hashes: ReadonlySet<Sha256>): Promise<void> {
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

async function writeErasures(
  tx: Tx,
  partIds: readonly PartId[],
  erasure: { readonly reason: ErasureReason; readonly erased_at: string },
): Promise<ReadonlySet<ScopeId>> {
  const parts = await loadLiving(tx, partIds)
  const feeds = createFeedWriter(tx)
  if (parts.length === 0) return feeds.touchedScopes()
  const ids = parts.map(({ partId }) => partId)
  await tx.updateTable('part').set({ state: 'erased', stored_at: null }).where('part_id', 'in', ids).execute()
  await tx
    .insertInto('erasure')
    .values(parts.map(({ partId, sha256 }) => ({ part_id: partId, sha256, ...erasure, bytes_gone: 0 })))
    .onConflict((conflict) => conflict.column('part_id').doUpdateSet({ bytes_gone: 0 }))
    .execute()
  await markInFeeds(tx, feeds, parts)
  await forgetUnnamed(tx, new Set(parts.map(({ sha256 }) => sha256)))
  return feeds.touchedScopes()
}

/** One line for all of them, by the hash of their ids: a night may erase a hundred thousand positions. */
const erasureAct = (parts: readonly Named[], reason: ErasureReason): Act => ({
  act: 'parts.erased',
  target: reason,
  details: {
    parts: parts.length,
    sha256: createHash('sha256')
      .update(parts.map(({ partId }) => partId).join())
      .digest('hex'),
  },
})

type ErasedFact = Extract<BesideFact, { what: 'part.erased' }>

export type Eraser = BytesEraser & Pick<AppDeps, 'besideLog' | 'live'>

/**
 * Erases the bytes of these parts for good, here and through their feeds on every phone.
 *
 * The records, their hashes and what follows from them stay as they are. A repetition changes nothing.
 */
export async function eraseParts(eraser: Eraser, partIds: readonly PartId[], reason: ErasureReason): Promise<void> {
  const { store, besideLog, clock, live } = eraser
  const erasedAt = new Date(clock.now()).toISOString()
  for (let from = 0; from < partIds.length; from += partsPerErasure) {
    const group = partIds.slice(from, from + partsPerErasure)
    // First the log that no restore sets back: what is erased must not come back with an older database.
    const living = await store.read((db) => loadLiving(db, group))
    for (const { partId, sha256 } of living)
      await besideLog.append({ what: 'part.erased', partId, sha256, at: erasedAt })
    const scopes = await store.write(async (tx) => {
      const touched = await writeErasures(tx, group, { reason, erased_at: erasedAt })
      await writeAudit(tx, systemActor, clock.now(), living.length > 0 ? [erasureAct(living, reason)] : [])
      return touched
    })
    live.publish(scopes)
  }
  await finishErasures(eraser)
}

/** What the log beside the database says of one part; also of one whose record may come again from a phone. */
export async function recallErasure(tx: Tx, { partId, sha256, at }: ErasedFact): Promise<void> {
  const erasure = { reason: 'retention', erased_at: at } as const
  await writeErasures(tx, [partId], erasure)
  await tx
    .insertInto('erasure')
    .values({ part_id: partId, sha256, ...erasure, bytes_gone: 0 })
    .onConflict((conflict) => conflict.column('part_id').doNothing())
    .execute()
  // An older database may have the bytes and not yet the record. What came after the erasure waits for another one.
  const blob = await tx.selectFrom('blob').select('stored_at').where('sha256', '=', sha256).executeTakeFirst()
  if (blob && blob.stored_at <= at) await forgetUnnamed(tx, new Set([sha256]))
}

/**
 * Makes the database know what the log beside it says was erased: it may be older than the log.
 *
 * Before anybody is served. Also of parts that it has not heard of: their records may come again from a phone.
 */
export async function recallErasures({ store, besideLog }: Pick<Eraser, 'store' | 'besideLog'>): Promise<void> {
  const facts = (await besideLog.readAll()).flatMap((fact) => (fact.what === 'part.erased' ? [fact] : []))
  const known = await store.read((db) => db.selectFrom('erasure').select('part_id').execute())
  const knownIds = new Set(known.map((row) => row.part_id))
  const forgotten = facts.filter(({ partId }) => !knownIds.has(partId))
  for (let from = 0; from < forgotten.length; from += partsPerErasure) {
    const group = forgotten.slice(from, from + partsPerErasure)
    await store.write(async (tx) => {
      for (const fact of group) await recallErasure(tx, fact)
    })
  }
}
