import type { DutyLeft } from './duty-entries.ts'
import type { ShiftSnapshot } from './shift.ts'

export interface LeaveWish {
  readonly mode: DutyLeft['mode']
  /** '' while nobody is chosen. */
  readonly handedTo: string
  readonly crowdCleared: boolean
  readonly reason: string
}

export type LeaveObjection = 'notCleared' | 'noReason' | 'noColleague'

/**
 * What is still missing before somebody may leave; null when nothing is.
 *
 * A shift with a bell ends with its window or when the crowd is gone; earlier needs a reason or a colleague. Without a bell
 * (巡查, 演练) there is no crowd to wait for.
 */
export function leaveObjection(
  wish: LeaveWish,
  shift: Pick<ShiftSnapshot, 'bellAt' | 'endsAt'>,
  nowMs: number,
): LeaveObjection | null {
  if (wish.mode === 'handedOver') return wish.handedTo === '' ? 'noColleague' : null
  if (wish.mode === 'early') return wish.reason.trim() === '' ? 'noReason' : null
  const isBeforeEnd = shift.bellAt !== undefined && nowMs < Date.parse(shift.endsAt)
  return isBeforeEnd && !wish.crowdCleared ? 'notCleared' : null
}
