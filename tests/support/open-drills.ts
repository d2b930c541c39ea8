import type { Shift } from '../../src/domain/duty/shift.ts'
import type { PersonId } from '../../src/domain/ids.ts'

/** The posts for practice that stand open to a person at a moment. */
export const openDrills = (shifts: readonly Shift[], personId: string, nowMs: number): Shift[] =>
  shifts.filter(
    (shift) =>
      shift.drill &&
      shift.session === 'drill' &&
      shift.title.endsWith('演练') &&
      shift.assignees.includes(personId as PersonId) &&
      Date.parse(shift.startsAt) <= nowMs &&
      nowMs < Date.parse(shift.endsAt),
  )
