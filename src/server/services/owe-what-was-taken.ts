import type { Sha256 } from '../../domain/ids.ts'
import type { AppDeps } from '../app-deps.ts'
import type { Store } from '../store/store.ts'
import { bytesGone } from './bytes-gone.ts'
import { oweBytes } from './owe-bytes.ts'

interface Erasure {
  readonly part_id: string
  readonly sha256: string
}

/**
 * A round of its own, so that nobody links meanwhile what may be gone; null while another eraser is on it, whose removal
 * comes after this one.
 */
const holdOff = (store: Store, { part_id: partId }: Erasure, nowMs: number): Promise<number | null> =>
  store.write(async (tx) => {
    const [held] = await tx
      .updateTable('erasure')
      .set((eb) => ({
        bytes_gone: bytesGone.claimed,
        claimed_at: new Date(nowMs).toISOString(),
        rounds: eb('rounds', '+', 1),
      }))
      .where('part_id', '=', partId)
      .where('bytes_gone', '!=', bytesGone.claimed)
      .returning('rounds')
      .execute()
    return held ? Number(held.rounds) : null
  })

/**
 * After an eraser who had lost his claim: bytes that came again meanwhile, for a record that lives, may have gone by his hand.
 *
 * Where they have, nobody is told any longer that they are here, and the phone sends them once more.
 */
export async function oweWhatWasTaken(
  { store, partStore, clock }: Pick<AppDeps, 'store' | 'partStore' | 'clock'>,
  erasure: Erasure,
): Promise<void> {
  const { part_id: partId, sha256 } = erasure
  const rounds = await holdOff(store, erasure, clock.now())
  if (rounds === null) return
  const isHere = await partStore.has(sha256 as Sha256)
  await store.write(async (tx) => {
    const own = await tx
      .updateTable('erasure')
      // What is here and named by nothing goes at the next turn.
      .set({ bytes_gone: isHere ? bytesGone.waits : bytesGone.done, claimed_at: null })
      .where('part_id', '=', partId)
      .where('bytes_gone', '=', bytesGone.claimed)
      .where('rounds', '=', rounds)
      .returning('part_id')
      .execute()
    if (own.length > 0 && !isHere) await oweBytes(tx, sha256)
  })
}
