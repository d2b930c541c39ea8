import { DeviceProblem } from '../device-problem.ts'
import type { XunhuDatabase } from './database.ts'
import { freeAcknowledged } from './free-acknowledged.ts'
import { withDb, type Sleep } from './with-db.ts'

/** About a hundred photos of 300 KB: enough for the rest of a shift, so that not every picture pays for the search. */
const wantedBytes = 32 * 1024 * 1024

/**
 * Like `withDb`, and on a full phone gives up bytes that the server holds for certain, then tries once more.
 *
 * Rejects with `storage/full` when that is not enough; nothing is half-written then.
 */
export async function withRoom<T>(db: XunhuDatabase, sleep: Sleep, work: () => Promise<T>): Promise<T> {
  try {
    return await withDb(db, sleep, work)
  } catch (failure) {
    if (!(failure instanceof DeviceProblem) || failure.code !== 'storage/full') throw failure
    const freedBytes = await withDb(db, sleep, () => freeAcknowledged(db, wantedBytes))
    if (freedBytes === 0) throw failure
    return withDb(db, sleep, work)
  }
}
