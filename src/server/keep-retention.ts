import type { RetentionDays } from '../domain/journal/retention.ts'
import type { Repeat } from './repeat.ts'
import { applyRetention } from './services/apply-retention.ts'
import type { Eraser } from './services/erase-parts.ts'
import { claimHeldMs, finishErasures } from './services/finish-erasures.ts'

const everyMs = 24 * 60 * 60 * 1000

export interface KeepRetentionOptions {
  readonly eraser: Eraser
  readonly days: RetentionDays
  readonly repeat: Repeat
  /** How many parts a run has erased; not called for none. */
  onErased(parts: number): void
  /** A run that failed is no loss: the next one erases what is due then. */
  onFailure(failure: unknown): void
}

/** Erases what is due now and once a day while the server runs, and soon what a killed one left half-erased; the returned function ends it. */
export function keepRetention({ eraser, days, repeat, onErased, onFailure }: KeepRetentionOptions): () => void {
  const run = (): void => {
    applyRetention(eraser, days)
      .then((parts) => (parts > 0 ? onErased(parts) : undefined))
      .catch(onFailure)
  }
  run()
  const ends = [
    repeat(everyMs, run),
    repeat(claimHeldMs, () => {
      finishErasures(eraser).catch(onFailure)
    }),
  ]
  return () => ends.forEach((end) => end())
}
