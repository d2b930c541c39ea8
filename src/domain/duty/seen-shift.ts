import * as v from 'valibot'
import { PersonId } from '../ids.ts'
import { snapshotOf } from './snapshot-of.ts'
import { ShiftSnapshot, type Shift } from './shift.ts'

/** What a person was shown of a shift: when, where, with whom, and who leads. Copied, for the roster itself goes on changing. */
export const SeenShift = v.looseObject({
  ...ShiftSnapshot.entries,
  assignees: v.array(PersonId),
  lead: v.optional(PersonId),
})
export type SeenShift = v.InferOutput<typeof SeenShift>

export const seenShiftOf = (shift: Shift): SeenShift => ({
  ...snapshotOf(shift),
  assignees: [...shift.assignees],
  ...(shift.lead === undefined ? {} : { lead: shift.lead }),
})

export type ShiftAspect = 'time' | 'place' | 'people' | 'lead'

const sorted = (ids: readonly string[]): string => [...ids].sort().join(' ')
const placeOf = ({ schoolId, postId, streetIds = [] }: SeenShift): string =>
  [schoolId ?? '', postId ?? '', ...streetIds].join(' ')
const timeOf = ({ date, session, startsAt, endsAt }: SeenShift): string =>
  [date, session, Date.parse(startsAt), Date.parse(endsAt)].join(' ')

/** In what a shift differs from what was seen of it; nothing where it is as it was. */
export function changedAspects(before: SeenShift, now: SeenShift): readonly ShiftAspect[] {
  const changes: Readonly<Record<ShiftAspect, boolean>> = {
    time: timeOf(before) !== timeOf(now),
    place: placeOf(before) !== placeOf(now),
    people: sorted(before.assignees) !== sorted(now.assignees),
    lead: before.lead !== now.lead,
  }
  return (['time', 'place', 'people', 'lead'] as const).filter((aspect) => changes[aspect])
}
