import { checkPeople } from './check-roster.ts'
import type { People } from './check-staffing.ts'
import { withOverride, withPeople } from './edit-shift.ts'
import type { Swap } from './fold-swaps.ts'
import type { RosterFinding } from './roster-finding.ts'
import type { Shift } from './shift.ts'
import type { SwapShifts } from './swap-status.ts'
import { must } from '../../lib/must.ts'
import type { PersonId } from '../ids.ts'

const replace = (shift: Shift, leaves: PersonId, comes: PersonId): Shift =>
  withPeople(
    shift,
    shift.assignees.map((id) => (id === leaves ? comes : id)),
  )

/** The shifts of a request with the two people changed over, as the roster holds them until it is decided. */
export function swapped({ from, to }: Swap, { shift, inReturn }: SwapShifts): readonly Shift[] {
  return [...(shift ? [replace(shift, from, to)] : []), ...(inReturn ? [replace(inReturn, to, from)] : [])]
}

/** What the rules of the post say against a change of people on these shifts; `others` are the roster of the same days. */
export function checkSwap(
  changed: readonly Shift[],
  others: readonly Shift[],
  people: People,
): readonly RosterFinding[] {
  const ids = new Set(changed.map(({ id }) => id))
  const days = [...others.filter(({ id }) => !ids.has(id)), ...changed]
  return checkPeople(days, people).filter(
    ({ override, shiftIds }) => override === null && shiftIds.some((id) => ids.has(id)),
  )
}

/** The shifts as they stand once the request took effect: who changed with whom stays in them, and why a rule was let be. */
export function madeSwap(swap: Swap, shifts: SwapShifts): readonly Shift[] {
  const decision = must(swap.decision, 'a request takes effect by a decision')
  const { request, from, to } = swap
  const at = new Date(decision.atMs).toISOString()
  const note = { request, from, to, by: decision.by, at }
  const noted = (shift: Shift): Shift => ({ ...shift, swaps: [...(shift.swaps ?? []), note] })
  const explained = (shift: Shift): Shift =>
    decision.overrides.reduce<Shift>(
      (each, { code, reason }) => withOverride(each, { code, reason, by: decision.by, at }),
      shift,
    )
  return swapped(swap, shifts).map((shift) => explained(noted(shift)))
}
