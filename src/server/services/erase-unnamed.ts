import type { Sha256 } from '../../domain/ids.ts'
import { systemActor, writeAudit } from '../audit/write-audit.ts'
import type { Tx } from '../store/store.ts'
import { bytesGone } from './bytes-gone.ts'
import { unnamedActs } from './erasure-act.ts'
import { finishErasures, type BytesEraser } from './finish-erasures.ts'
import { findUnnamed, unnamedSince } from './unnamed-bytes.ts'
import { forgetUnnamed } from './write-erasures.ts'

/**
 * Nobody who means it takes so long between bytes and the record that names them.
 *
 * A phone sends the record first and its parts when that was answered, so that bytes of an honest phone are named before they come:
 * by a part, or by the record that was refused or kept aside. It frees its own copy only once the record is accepted and durable
 * (PART-6), and asks again before (SYNC-55): whatever it still believes to be here it still holds, hears `missing`, and sends anew.
 * Only links of outside units and the map bring bytes first; they wait for minutes, and are refused until the bytes are here.
 */
export const unnamedHeldMs = 180 * 24 * 60 * 60 * 1000

/** Of one transaction. */
const bytesPerErasure = 100

/** Of these, those that nothing has come to name meanwhile; by their hash, for there is no part that an erasure could be of. */
async function eraseIn(tx: Tx, hashes: readonly Sha256[], before: string, nowMs: number): Promise<readonly Sha256[]> {
  const rows = await unnamedSince(tx, before).where('blob.sha256', 'in', hashes).execute()
  const unnamed = rows.map(({ sha256 }) => sha256 as Sha256)
  if (unnamed.length === 0) return unnamed
  await forgetUnnamed(tx, new Set(unnamed))
  const erasure = {
    reason: 'retention',
    erased_at: new Date(nowMs).toISOString(),
    bytes_gone: bytesGone.waits,
  } as const
  await tx
    .insertInto('erasure')
    .values(unnamed.map((sha256) => ({ part_id: sha256, sha256, ...erasure })))
    .onConflict((conflict) => conflict.column('part_id').doUpdateSet({ ...erasure, claimed_at: null }))
    .execute()
  await writeAudit(tx, systemActor, nowMs, unnamedActs(unnamed))
  return unnamed
}

/** Erases bytes that were put and that nothing has named for `unnamedHeldMs`; returns how many. */
export async function eraseUnnamed(eraser: BytesEraser): Promise<number> {
  const { store, clock } = eraser
  const nowMs = clock.now()
  const before = new Date(nowMs - unnamedHeldMs).toISOString()
  const found = await findUnnamed(store, before)
  let erased = 0
  for (let from = 0; from < found.length; from += bytesPerErasure) {
    const group = found.slice(from, from + bytesPerErasure)
    erased += (await store.write((tx) => eraseIn(tx, group, before, nowMs))).length
  }
  if (erased > 0) await finishErasures(eraser)
  return erased
}
