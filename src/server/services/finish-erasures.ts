import type { Sha256 } from '../../domain/ids.ts'
import type { AppDeps } from '../app-deps.ts'
import type { Store } from '../store/store.ts'
import { oweWhatWasTaken } from './owe-what-was-taken.ts'
import { bytesGone } from './bytes-gone.ts'

/** No removal takes so long: who has claimed bytes and not said since that they are gone was killed. */
export const claimHeldMs = 15 * 60 * 1000

export type BytesEraser = Pick<AppDeps, 'store' | 'besideLog' | 'partStore' | 'pictures' | 'clock'>

/** An erasure whose bytes were not yet known to be gone when it was read. */
interface Left {
  readonly part_id: string
  readonly sha256: string
  readonly bytes_gone: number
  readonly claimed_at: string | null
  readonly rounds: number
}

async function readLeft(store: Store, only: Sha256 | null): Promise<readonly Left[]> {
  return store.read((db) => {
    const left = db
      .selectFrom('erasure')
      .select(['part_id', 'sha256', 'bytes_gone', 'claimed_at', 'rounds'])
      .where('bytes_gone', 'in', [bytesGone.waits, bytesGone.claimed])
    return (only === null ? left : left.where('sha256', '=', only)).execute()
  })
}

/** A claim of an older server says not since when, one of before a clock was set back says nonsense: from now, then. */
const dateClaim = (store: Store, { part_id: partId, rounds }: Left, nowMs: number): Promise<unknown> =>
  store.write((tx) =>
    tx
      .updateTable('erasure')
      .set({ claimed_at: new Date(nowMs).toISOString() })
      .where('part_id', '=', partId)
      .where('bytes_gone', '=', bytesGone.claimed)
      .where('rounds', '=', rounds)
      .execute(),
  )

/** Servers' clocks may differ by less than a claim is held. */
const isDated = (claimedAt: string | null, nowMs: number): claimedAt is string =>
  claimedAt !== null && Date.parse(claimedAt) <= nowMs + claimHeldMs

/** Nobody else is removing these bytes: two at once would be done one after the other, and the later one takes what came between. */
async function isFree(store: Store, left: Left, nowMs: number): Promise<boolean> {
  if (left.bytes_gone !== bytesGone.claimed) return true
  if (isDated(left.claimed_at, nowMs)) return Date.parse(left.claimed_at) <= nowMs - claimHeldMs
  await dateClaim(store, left, nowMs)
  return false
}

/**
 * Whether nothing names these bytes: then they are the eraser's, and nobody links them until they are gone.
 *
 * Else they stay, and the erasure is done. Nor are they his where the row moved on since his list was made: another eraser
 * has finished it or begun, and the bytes may have come again for a record that lives.
 */
const claim = (store: Store, { part_id: partId, sha256, bytes_gone: seen, rounds }: Left, nowMs: number) =>
  store.write(async (tx) => {
    const kept = await tx.selectFrom('blob').select('sha256').where('sha256', '=', sha256).executeTakeFirst()
    const next = kept
      ? { bytes_gone: bytesGone.done, claimed_at: null }
      : { bytes_gone: bytesGone.claimed, claimed_at: new Date(nowMs).toISOString(), rounds: rounds + 1 }
    const moved = await tx
      .updateTable('erasure')
      .set(next)
      .where('part_id', '=', partId)
      .where('bytes_gone', '=', seen)
      .where('rounds', '=', rounds)
      .returning('part_id')
      .execute()
    return !kept && moved.length > 0
  })

/** A claim, told from the others on the same bytes by its round. */
type Claim = Pick<Left, 'part_id' | 'sha256' | 'rounds'>

/** What is to be done next: by its own eraser only. */
async function isHeld(store: Store, { part_id: partId, rounds }: Claim): Promise<boolean> {
  const held = await store.read((db) =>
    db
      .selectFrom('erasure')
      .select('part_id')
      .where('part_id', '=', partId)
      .where('bytes_gone', '=', bytesGone.claimed)
      .where('rounds', '=', rounds)
      .executeTakeFirst(),
  )
  return held !== undefined
}

/** Of this claim only: who was late says nothing of the one that came after. False where another has taken it meanwhile. */
async function markGone(store: Store, { part_id: partId, rounds }: Claim): Promise<boolean> {
  const marked = await store.write((tx) =>
    tx
      .updateTable('erasure')
      .set({ bytes_gone: bytesGone.done, claimed_at: null })
      .where('part_id', '=', partId)
      .where('bytes_gone', '=', bytesGone.claimed)
      .where('rounds', '=', rounds)
      .returning('part_id')
      .execute(),
  )
  return marked.length > 0
}

/**
 * Removes the files of parts that are erased in the database, and their smaller pictures and staged chunks; of `only` these
 * bytes, where they are given.
 *
 * Follows the commit; what a crash left is done by the first call after `claimHeldMs`. An eraser that hung for longer than that
 * has lost its claim: it removes nothing more, and what it has removed all the same is owed again.
 */
export async function finishErasures(eraser: BytesEraser, only: Sha256 | null = null): Promise<void> {
  const { store, besideLog, partStore, pictures, clock } = eraser
  for (const left of await readLeft(store, only)) {
    const nowMs = clock.now()
    if (!(await isFree(store, left, nowMs)) || !(await claim(store, left, nowMs))) continue
    const held = { ...left, rounds: left.rounds + 1 }
    const sha256 = left.sha256 as Sha256
    // Said of the moment of the claim, from which nobody links them: what comes after it is not meant.
    await besideLog.append({ what: 'bytes.erased', sha256, at: new Date(nowMs).toISOString() })
    if (!(await isHeld(store, held))) continue
    await partStore.remove(sha256)
    await pictures.remove(sha256)
    if (!(await markGone(store, held))) await oweWhatWasTaken(eraser, held)
  }
}
