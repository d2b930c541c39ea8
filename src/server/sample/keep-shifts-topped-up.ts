import type { Clock } from '../../lib/clock.ts'
import type { Repeat } from '../repeat.ts'
import type { Store } from '../store/store.ts'
import { topUpShifts } from './top-up-shifts.ts'

/** Four times a day: a machine that slept through one is caught up by the next, long before two weeks are over. */
const everyMs = 6 * 60 * 60 * 1000

export interface KeepToppedUpOptions {
  readonly store: Store
  readonly clock: Clock
  readonly timeZone: string
  readonly repeat: Repeat
  /** A top-up that failed is no loss: the next one adds what is missing then. */
  readonly onFailure: (failure: unknown) => void
}

/** Keeps the sample's shifts two weeks ahead while the server runs; the returned function ends it. */
export function keepShiftsToppedUp({ store, clock, timeZone, repeat, onFailure }: KeepToppedUpOptions): () => void {
  return repeat(everyMs, () => {
    store.write((tx) => topUpShifts(tx, { nowMs: clock.now(), timeZone })).catch(onFailure)
  })
}
