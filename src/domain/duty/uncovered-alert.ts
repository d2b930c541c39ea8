import type { CoverageStrip } from './coverage-strip.ts'
import type { Shift } from './shift.ts'

const alertBeforeBellMs = 10 * 60_000

/** Ten minutes before the bell to the bell: nobody is on post. Drills are never announced. */
export function uncoveredAlert(input: {
  readonly shift: Shift
  readonly strip: CoverageStrip
  readonly nowMs: number
}): 'uncovered' | 'unknown' | null {
  const { shift, strip, nowMs } = input
  if (shift.drill || !shift.bellAt || strip.presentNow.length > 0) return null
  const bellMs = Date.parse(shift.bellAt)
  if (nowMs < bellMs - alertBeforeBellMs || nowMs > bellMs) return null
  // Before the window's first moment has passed, nothing can be said of it.
  const lastKnown = strip.segments.find((segment) => segment.fromMs < nowMs && nowMs <= segment.toMs)
  if (!lastKnown) return null
  return lastKnown.cover === 'unknown' ? 'unknown' : 'uncovered'
}
