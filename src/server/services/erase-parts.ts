import type { PartId } from '../../domain/ids.ts'
import type { AppDeps } from '../app-deps.ts'
import { systemActor, writeAudit } from '../audit/write-audit.ts'
import type { ErasureReason } from '../store/beside-log.ts'
import { erasureActs } from './erasure-act.ts'
import { finishErasures, type BytesEraser } from './finish-erasures.ts'
import { loadLiving, writeErasures } from './write-erasures.ts'

/** Parts of one transaction: each marks a few feeds, so that phones wait some 20 ms at most. */
const partsPerErasure = 100

export type Eraser = BytesEraser & Pick<AppDeps, 'live'>

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
      await besideLog.append({ what: 'part.erased', partId, sha256, at: erasedAt, reason, bytes: 'apart' })
    const scopes = await store.write(async (tx) => {
      const { parts, touched } = await writeErasures(tx, group, { reason, erased_at: erasedAt })
      await writeAudit(tx, systemActor, clock.now(), erasureActs(parts, reason))
      return touched
    })
    live.publish(scopes)
  }
  await finishErasures(eraser)
}
