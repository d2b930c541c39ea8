import type { Clock } from '../../src/lib/clock.ts'

/** Time that passes only when a test says so. */
export interface ManualClock extends Clock {
  advance(byMs: number): void
}

export function createManualClock(startIso = '2026-11-20T06:30:00.000Z'): ManualClock {
  const startMs = Date.parse(startIso)
  let nowMs = startMs
  return { now: () => nowMs, monotonicMs: () => nowMs - startMs, advance: (byMs) => (nowMs += byMs) }
}
