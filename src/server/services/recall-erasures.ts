import type { PartId, Sha256 } from '../../domain/ids.ts'
import type { AppDeps } from '../app-deps.ts'
import { systemActor, writeAudit } from '../audit/write-audit.ts'
import type { BesideFact, BesideFactOf } from '../store/beside-log.ts'
import type { Tx } from '../store/store.ts'
import { bytesGone } from './bytes-gone.ts'
import { reasonOf, recalledActs } from './erasure-act.ts'
import { createFeedWriter } from './feed-writer.ts'
import { forgetUnnamed, markErased, type ErasureRow } from './write-erasures.ts'

/** Parts of one transaction, as many as are erased at once. */
const partsPerRecall = 100

/** Also of a part whose record the database does not know: it may come again from a phone. */
async function recallPart(
  tx: Tx,
  fact: BesideFactOf<'part.erased'>,
  bytes: Pick<ErasureRow, 'bytes_gone' | 'claimed_at'>,
): Promise<void> {
  const { partId, sha256, at } = fact
  const erasure = { reason: reasonOf(fact), erased_at: at, ...bytes }
  await markErased(tx, createFeedWriter(tx), [partId], erasure)
  await tx
    .insertInto('erasure')
    .values({ part_id: partId, sha256, ...erasure })
    .onConflict((conflict) => conflict.column('part_id').doNothing())
    .execute()
}

/** What came after the erasure waits for another record; bytes may stand here before the first one. */
async function forgetBytesUntil(tx: Tx, sha256: Sha256, at: string): Promise<void> {
  const blob = await tx.selectFrom('blob').select('stored_at').where('sha256', '=', sha256).executeTakeFirst()
  if (blob && blob.stored_at <= at) await forgetUnnamed(tx, new Set([sha256]))
}

/**
 * Of an older database: the part is erased there, its bytes stay until `bytes.erased` is recalled.
 *
 * A record that names the same picture may live and not have come again yet.
 */
async function recallErasedPart(tx: Tx, fact: BesideFactOf<'part.erased'>, nowMs: number): Promise<void> {
  const unsaid = { bytes_gone: bytesGone.unsaid, claimed_at: new Date(nowMs).toISOString() }
  if (fact.bytes === 'apart') return recallPart(tx, fact, unsaid)
  await recallPart(tx, fact, { bytes_gone: bytesGone.waits })
  await forgetBytesUntil(tx, fact.sha256, fact.at)
}

/** Of an older database: no record named these bytes any longer, so that nothing of them is to stay. */
async function recallErasedBytes(tx: Tx, { sha256, at }: BesideFactOf<'bytes.erased'>): Promise<void> {
  await forgetBytesUntil(tx, sha256, at)
  const waits = { bytes_gone: bytesGone.waits, claimed_at: null }
  await tx
    .updateTable('erasure')
    .set(waits)
    .where('sha256', '=', sha256)
    .where('bytes_gone', 'in', [bytesGone.done, bytesGone.unsaid])
    .execute()
}

/** Erasures that the database does not know of. */
async function notYetKnown(db: Tx, facts: readonly BesideFact[]): Promise<readonly BesideFactOf<'part.erased'>[]> {
  const known = await db.selectFrom('erasure').select('part_id').execute()
  const unknown = new Map(facts.flatMap((fact) => (fact.what === 'part.erased' ? [[fact.partId, fact] as const] : [])))
  for (const { part_id: partId } of known) unknown.delete(partId as PartId)
  return [...unknown.values()]
}

/** Makes an older database hold what was erased after it was copied; its audit, which is as old, says so again. */
export async function recallErasuresOf(tx: Tx, facts: readonly BesideFact[], nowMs: number): Promise<void> {
  const recalled = await notYetKnown(tx, facts)
  for (const fact of facts) {
    if (fact.what === 'part.erased') await recallErasedPart(tx, fact, nowMs)
    if (fact.what === 'bytes.erased') await recallErasedBytes(tx, fact)
  }
  await writeAudit(tx, systemActor, nowMs, recalledActs(recalled))
}

/**
 * Finishes what a crash cut short between the log and this same database: what the log says is erased goes here too, with its bytes.
 *
 * At the start, before anybody is served. A database that is older than the log has heard all of it when its timeline began.
 */
export async function recallErasures({
  store,
  besideLog,
  clock,
}: Pick<AppDeps, 'store' | 'besideLog' | 'clock'>): Promise<void> {
  const facts = await besideLog.readAll()
  const forgotten = await store.read((db) => notYetKnown(db, facts))
  for (let from = 0; from < forgotten.length; from += partsPerRecall) {
    const group = forgotten.slice(from, from + partsPerRecall)
    await store.write(async (tx) => {
      for (const fact of group) {
        await recallPart(tx, fact, { bytes_gone: bytesGone.waits })
        await forgetBytesUntil(tx, fact.sha256, fact.at)
      }
      await writeAudit(tx, systemActor, clock.now(), recalledActs(group))
    })
  }
}
