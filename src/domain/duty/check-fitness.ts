import { may } from '../people/permissions.ts'
import type { People } from './check-staffing.ts'
import type { RosterFinding } from './roster-finding.ts'
import type { Shift } from './shift.ts'

/** Whoever is rostered is in service and one of those who stand posts. */
export const checkFitness = (shifts: readonly Shift[], people: People): readonly RosterFinding[] =>
  shifts.flatMap(({ id, date, assignees }) =>
    assignees
      .filter((personId) => {
        const person = people.get(personId)
        return !person?.active || !may(person.role, 'takeDuty')
      })
      .map((personId) => ({ code: 'unfit', date, shiftIds: [id], personId }) as const),
  )
