import type { PersonId } from '../ids.ts'
import { isArrivalOpen } from './arrival-verdict.ts'
import type { Shift } from './shift.ts'
import type { ShiftState } from './shift-state.ts'

export type ShiftPhase = 'onPost' | 'due' | 'later' | 'done' | 'missed'

export interface TodayShift {
  readonly shift: Shift
  readonly state: ShiftState | undefined
  readonly phase: ShiftPhase
}

const order: readonly ShiftPhase[] = ['onPost', 'due', 'later', 'missed', 'done']

function phaseOf(shift: Shift, state: ShiftState | undefined, personId: PersonId, nowMs: number): ShiftPhase {
  const mine = state?.presences.filter((presence) => presence.personId === personId) ?? []
  // 补录 is another's word: it neither holds its person on post nor keeps them from arriving once their phone works again.
  const own = mine.filter((presence) => presence.basis !== 'backfilled')
  if (own.some((presence) => presence.leftAtMs === null)) return 'onPost'
  if (own.length > 0) return 'done'
  if (nowMs > Date.parse(shift.endsAt)) return mine.length > 0 ? 'done' : 'missed'
  return isArrivalOpen(Date.parse(shift.startsAt), nowMs) ? 'due' : 'later'
}

/** The person's shifts of a day, what needs the hand first on top, then by start. */
export function arrangeToday(
  shifts: readonly Shift[],
  stateById: ReadonlyMap<string, ShiftState>,
  personId: PersonId,
  nowMs: number,
): readonly TodayShift[] {
  return shifts
    .map((shift) => {
      const state = stateById.get(shift.id)
      return { shift, state, phase: phaseOf(shift, state, personId, nowMs) }
    })
    .sort(
      (left, right) =>
        order.indexOf(left.phase) - order.indexOf(right.phase) ||
        Number(left.shift.drill) - Number(right.shift.drill) ||
        Date.parse(left.shift.startsAt) - Date.parse(right.shift.startsAt),
    )
}
