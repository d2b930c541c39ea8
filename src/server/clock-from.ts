import type { Clock } from '../lib/clock.ts'
import { systemClock } from '../lib/clock.ts'

/** The system's clock, or one that starts elsewhere and runs on, for tests across processes. */
export function clockFrom(startMs: number | null): Clock {
  if (startMs === null) return systemClock
  const beganMs = systemClock.monotonicMs()
  return { ...systemClock, now: () => startMs + (systemClock.monotonicMs() - beganMs) }
}
