import { withDb } from '../database/with-db.ts'
import { DeviceProblem } from '../device-problem.ts'
import { ApiProblem } from '../http/api-problem.ts'
import { checkDigests, isDigestCheckDue } from './check-digests.ts'
import { loadDecidedAgainst } from './collect-push.ts'
import { exchange } from './exchange.ts'
import { proveParts } from './prove-parts.ts'
import type { SyncParts } from './sync-parts.ts'

/** In a call of its own, and not as a failure of the proof: on one of these the server may stumble every time. */
async function offerDecidedAgainst(parts: SyncParts): Promise<void> {
  const { db, sleep, personId } = parts
  if ((await withDb(db, sleep, () => loadDecidedAgainst(db, personId))).length === 0) return
  try {
    await exchange(parts, { pushes: 'decidedAgainst' })
  } catch (failure) {
    if (!(failure instanceof ApiProblem) && !(failure instanceof DeviceProblem)) throw failure
  }
}

/** One more round trip with the digests, and the comparison; what was decided against is offered before it. */
async function proveEntries(parts: SyncParts): Promise<number> {
  await offerDecidedAgainst(parts)
  const { more, digests } = await exchange(parts, { digests: true })
  // News came in between: the check stays due, and compares what the next pass has read.
  return more ? 0 : checkDigests(parts, digests)
}

/**
 * Compares what this device holds with what the server holds: records where that is due, photos then and after each backup.
 *
 * Says whether another pass has work now. A failure of the line is no failure of the pass: the check stays due.
 */
export async function proveHoldings(parts: SyncParts, isAsked: boolean): Promise<'done' | 'again'> {
  const isDue = await withDb(parts.db, parts.sleep, () => isDigestCheckDue(parts, isAsked))
  try {
    const lostParts = await proveParts(parts, isDue ? 'all' : 'covered')
    const unequalBlocks = isDue ? await proveEntries(parts) : 0
    return lostParts + unequalBlocks > 0 ? 'again' : 'done'
  } catch (failure) {
    if (failure instanceof ApiProblem || failure instanceof DeviceProblem) return 'done'
    throw failure
  }
}
