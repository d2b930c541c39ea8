import type { PersonId } from '../ids.ts'
import type { Swap } from './fold-swaps.ts'
import { isBegun } from './roster-grid.ts'
import { changedAspects, seenShiftOf, type SeenShift } from './seen-shift.ts'
import type { Shift } from './shift.ts'

/** The shifts of a request as the roster has them now. */
export interface SwapShifts {
  readonly shift: Shift | undefined
  readonly inReturn: Shift | undefined
}

/**
 * Where a request stands. `asked`: the colleague has not answered. `agreed`: the captain has not decided. `early`: approved before the
 * colleague answered. `sending`: all have agreed, and the server has not said so yet. `changed`, `begun`, `rules`: it came to nothing.
 */
export type SwapStatus =
  'asked' | 'declined' | 'agreed' | 'refused' | 'early' | 'sending' | 'done' | 'changed' | 'begun' | 'rules'

/** Whether this shift is still where and when it was asked about, with the one who leaves it and without the one who comes. */
function stillFits(shift: Shift | undefined, copy: SeenShift, leaves: PersonId, comes: PersonId): boolean {
  if (!shift || !shift.assignees.includes(leaves) || shift.assignees.includes(comes)) return false
  return !changedAspects(copy, seenShiftOf(shift)).some((aspect) => aspect === 'time' || aspect === 'place')
}

/** Whether the roster is still what the request was made about; who else stands there is for the rules. */
export const swapFits = ({ shift: copy, inReturn, from, to }: Swap, shifts: SwapShifts): boolean =>
  stillFits(shifts.shift, copy, from, to) && (inReturn === null || stillFits(shifts.inReturn, inReturn.shift, to, from))

/** People may be at either shift already. */
export const swapBegun = ({ shift, inReturn }: Swap, nowMs: number): boolean =>
  isBegun(shift, nowMs) || (inReturn !== null && isBegun(inReturn.shift, nowMs))

/** What became of a request that everybody agreed to and the server has received. */
const outcomeOf = (swap: Swap, shifts: SwapShifts): SwapStatus => (swapFits(swap, shifts) ? 'rules' : 'changed')

export function swapStatus(swap: Swap, shifts: SwapShifts, nowMs: number): SwapStatus {
  const { answer, decision, request } = swap
  if (shifts.shift?.swaps?.some((each) => each.request === request)) return 'done'
  if (answer && !answer.agreed) return 'declined'
  if (decision && !decision.approved) return 'refused'
  if (answer?.isReceived && decision?.isReceived) return outcomeOf(swap, shifts)
  if (!swapFits(swap, shifts)) return 'changed'
  if (swapBegun(swap, nowMs)) return 'begun'
  if (decision) return answer ? 'sending' : 'early'
  return answer ? 'agreed' : 'asked'
}

/** Whether somebody still has to say something, or the request may still be taken back. */
export const isSwapOpen = (status: SwapStatus): boolean => ['asked', 'agreed', 'early'].includes(status)
