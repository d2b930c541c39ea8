import type { CalendarDocument } from '../calendar/working-calendar.ts'
import type { School } from '../place/school.ts'
import { checkBells } from './check-bells.ts'
import { checkFitness } from './check-fitness.ts'
import { checkOverlap } from './check-overlap.ts'
import { checkStaffing, type People } from './check-staffing.ts'
import { checkTeachingDay } from './check-teaching-day.ts'
import type { RosterFinding } from './roster-finding.ts'
import type { ShiftOverride } from './shift-override.ts'
import type { Shift } from './shift.ts'

export interface RosterFacts {
  readonly people: People
  readonly schools: ReadonlyMap<string, School>
  readonly calendar: CalendarDocument
  readonly timeZone: string
}

/** A finding with the reason for which the captain lets it stand; null while it is open. */
export interface JudgedFinding extends RosterFinding {
  readonly override: ShiftOverride | null
}

/** Everything that the checks find, by day; practice (演练) is not judged. */
export function checkRoster(given: readonly Shift[], facts: RosterFacts): readonly JudgedFinding[] {
  const shifts = given.filter(({ drill }) => !drill)
  const byId = new Map(shifts.map((shift) => [shift.id, shift]))
  const found = [
    ...checkStaffing(shifts, facts.people),
    ...checkOverlap(shifts),
    ...checkTeachingDay(shifts, facts.calendar),
    ...checkBells(shifts, facts.schools, facts.timeZone),
    ...checkFitness(shifts, facts.people),
  ]
  return found
    .map((finding) => ({
      ...finding,
      override:
        finding.shiftIds
          .flatMap((id) => byId.get(id)?.overrides ?? [])
          .find((override) => override.code === finding.code) ?? null,
    }))
    .sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0))
}
