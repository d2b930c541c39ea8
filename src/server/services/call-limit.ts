import type { Clock } from '../../lib/clock.ts'
import { Problem } from '../problem.ts'

/** Counts one call of `key`; throws `request/too-many` past what a window lets through. */
export type CallLimit = (key: string) => void

/** So many calls of one key in each window; kept in memory, by each instance for itself. */
export function createCallLimit(
  clock: Clock,
  { calls, windowMs }: { readonly calls: number; readonly windowMs: number },
): CallLimit {
  let beganMs = clock.now()
  const counts = new Map<string, number>()

  return (key) => {
    const nowMs = clock.now()
    if (nowMs - beganMs >= windowMs || nowMs < beganMs) {
      beganMs = nowMs
      counts.clear()
    }
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    if (count > calls)
      throw new Problem('request/too-many', 'Too many calls.', { retryAfterMs: beganMs + windowMs - nowMs })
  }
}
