import type { PersonId } from '../ids.ts'
import type { RosterFinding } from './roster-finding.ts'
import type { Shift } from './shift.ts'

const isAtOnce = (one: Shift, other: Shift): boolean =>
  Date.parse(one.startsAt) < Date.parse(other.endsAt) && Date.parse(other.startsAt) < Date.parse(one.endsAt)

/** 同一人不同时在两处: one finding for each pair of shifts whose windows share a minute. */
export function checkOverlap(shifts: readonly Shift[]): readonly RosterFinding[] {
  const byPerson = new Map<PersonId, Shift[]>()
  for (const shift of shifts)
    for (const personId of new Set(shift.assignees)) byPerson.set(personId, [...(byPerson.get(personId) ?? []), shift])
  return [...byPerson].flatMap(([personId, own]) =>
    own.flatMap((one, index) =>
      own
        .slice(index + 1)
        .filter((other) => isAtOnce(one, other))
        .map((other) => ({ code: 'overlap', date: one.date, shiftIds: [one.id, other.id], personId }) as const),
    ),
  )
}
