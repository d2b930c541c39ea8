import type { Sha256 } from '../../domain/ids.ts'
import type { AppDeps } from '../app-deps.ts'
import { systemActor, writeAudit } from '../audit/write-audit.ts'
import type { BesideFact } from '../store/beside-log.ts'
import type { Tx } from '../store/store.ts'
import { bytesGone } from './bytes-gone.ts'
import { erasureActs } from './erasure-act.ts'
import { createFeedWriter } from './feed-writer.ts'
import { forgetUnnamed, markErased, type ErasureRow, type Named } from './write-erasures.ts'

type FactOf<What extends BesideFact['what']> = Extract<BesideFact, { what: What }>

/** Parts of one transaction, as many as are erased at once. */
const partsPerRecall = 100

/** Also of a part whose record the database does not know: it may come again from a phone. Resolves with what was not erased yet. */
async function recallPart(
  tx: Tx,
  { partId, sha256 }: FactOf<'part.erased'>,
  erasure: ErasureRow,
): Promise<readonly Named[]> {
  const erased = await markErased(tx, createFeedWriter(tx), [partId], erasure)
  await tx
    .insertInto('erasure')
    .values({ part_id: partId, sha256, ...erasure })
    .onConflict((conflict) => conflict.column('part_id').doNothing())
    .execute()
  return erased
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
export async function recallErasedPart(tx: Tx, fact: FactOf<'part.erased'>): Promise<void> {
  const isApart = fact.bytes === 'apart'
  const known = isApart ? bytesGone.done : bytesGone.waits
  await recallPart(tx, fact, { reason: 'retention', erased_at: fact.at, bytes_gone: known })
  if (!isApart) await forgetBytesUntil(tx, fact.sha256, fact.at)
}

/** Of an older database: no record named these bytes any longer, so that nothing of them is to stay. */
export async function recallErasedBytes(tx: Tx, { sha256, at }: FactOf<'bytes.erased'>): Promise<void> {
  await forgetBytesUntil(tx, sha256, at)
  const waits = { bytes_gone: bytesGone.waits, claimed_at: null }
  await tx
    .updateTable('erasure')
    .set(waits)
    .where('sha256', '=', sha256)
    .where('bytes_gone', '=', bytesGone.done)
    .execute()
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
  const facts = (await besideLog.readAll()).flatMap((fact) => (fact.what === 'part.erased' ? [fact] : []))
  const known = await store.read((db) => db.selectFrom('erasure').select('part_id').execute())
  const knownIds = new Set(known.map((row) => row.part_id))
  const forgotten = facts.filter(({ partId }) => !knownIds.has(partId))
  for (let from = 0; from < forgotten.length; from += partsPerRecall) {
    const group = forgotten.slice(from, from + partsPerRecall)
    await store.write(async (tx) => {
      const erased: Named[] = []
      for (const fact of group) {
        const erasure = { reason: 'retention', erased_at: fact.at, bytes_gone: bytesGone.waits } as const
        erased.push(...(await recallPart(tx, fact, erasure)))
        await forgetBytesUntil(tx, fact.sha256, fact.at)
      }
      await writeAudit(tx, systemActor, clock.now(), erasureActs(erased, 'retention'))
    })
  }
}
