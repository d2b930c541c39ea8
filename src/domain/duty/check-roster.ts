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

/** Findings of these shifts by day, each with the reason that the captain gave for it. */
function judged(found: readonly RosterFinding[], shifts: readonly Shift[]): readonly JudgedFinding[] {
  const byId = new Map(shifts.map((shift) => [shift.id, shift]))
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

const ofPeople = (shifts: readonly Shift[], people: People): readonly RosterFinding[] => [
  ...checkStaffing(shifts, people),
  ...checkOverlap(shifts),
  ...checkFitness(shifts, people),
]

/** What the checks find of the people alone: enough of them, one certified, none at two posts at once. */
export function checkPeople(given: readonly Shift[], people: People): readonly JudgedFinding[] {
  const shifts = given.filter(({ drill }) => !drill)
  return judged(ofPeople(shifts, people), shifts)
}

/** Everything that the checks find, by day; practice (演练) is not judged. */
export function checkRoster(given: readonly Shift[], facts: RosterFacts): readonly JudgedFinding[] {
  const shifts = given.filter(({ drill }) => !drill)
  const found = [
    ...ofPeople(shifts, facts.people),
    ...checkTeachingDay(shifts, facts.calendar),
    ...checkBells(shifts, facts.schools, facts.timeZone),
  ]
  return judged(found, shifts)
}
