import type { Random } from './random.ts'

export interface BackoffLimits {
  readonly baseMs: number
  readonly maxMs: number
}

/** 2 s doubling to ten minutes, with full jitter so that a squad's phones do not knock together. */
export const defaultBackoff: BackoffLimits = { baseMs: 2_000, maxMs: 600_000 }

/** How long to wait before try number `attempts + 1`: uniform in [0, min(max, base·2^attempts)). */
export function backoffDelayMs(attempts: number, random: Random, limits: BackoffLimits = defaultBackoff): number {
  const ceilingMs = Math.min(limits.maxMs, limits.baseMs * 2 ** Math.min(attempts, 30))
  return Math.floor(random.next() * ceilingMs)
}
