import type { Presence } from './shift-state.ts'
import type { ShiftSnapshot } from './shift.ts'

/**
 * Whether the one tap 确认在岗 is asked for now: from the middle of the window to its end, once.
 *
 * Who came in the second half, or has confirmed since the middle, is not asked.
 */
export function isConfirmationDue(
  presence: Pick<Presence, 'arrivedAtMs' | 'confirmedAtMs' | 'leftAtMs'>,
  shift: Pick<ShiftSnapshot, 'startsAt' | 'endsAt'>,
  nowMs: number,
): boolean {
  const [startMs, endMs] = [Date.parse(shift.startsAt), Date.parse(shift.endsAt)]
  const middleMs = (startMs + endMs) / 2
  if (presence.leftAtMs !== null || nowMs < middleMs || nowMs > endMs) return false
  return presence.arrivedAtMs < middleMs && !presence.confirmedAtMs.some((atMs) => atMs >= middleMs)
}
