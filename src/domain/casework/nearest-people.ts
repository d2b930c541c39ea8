import type { Shift } from '../duty/shift.ts'
import type { PersonId, SchoolId } from '../ids.ts'
import { distanceM } from '../place/distance.ts'
import type { School } from '../place/school.ts'
import type { CasePlace } from './case-entries.ts'

interface LatLng {
  readonly lat: number
  readonly lng: number
}

/** Somebody whose post is near a case, by the roster and by nobody's tracked position. */
export interface NearPerson {
  readonly personId: PersonId
  readonly distanceM: number
}

/** Who begins within two hours will be there in time. */
const soonMs = 2 * 3_600_000

const schoolOf = (schools: readonly School[], id: SchoolId | undefined): School | undefined =>
  schools.find((school) => school.id === id)

function pointOfShift({ schoolId, postId }: Shift, schools: readonly School[]): LatLng | null {
  const school = schoolOf(schools, schoolId)
  return school?.posts.find(({ id }) => id === postId)?.point ?? school?.point ?? null
}

const isSoon = ({ startsAt, endsAt, drill }: Shift, nowMs: number): boolean =>
  !drill && Date.parse(endsAt) > nowMs && Date.parse(startsAt) < nowMs + soonMs

/** Those who stand a post now or soon, the nearest to the case first; nobody where it is not known where the case is. */
export function nearestPeople(
  place: Pick<CasePlace, 'fix' | 'schoolId'>,
  shifts: readonly Shift[],
  schools: readonly School[],
  nowMs: number,
): readonly NearPerson[] {
  const there = place.fix ?? schoolOf(schools, place.schoolId)?.point
  if (!there) return []
  const nearest = new Map<PersonId, number>()
  for (const shift of shifts.filter((each) => isSoon(each, nowMs))) {
    const point = pointOfShift(shift, schools)
    if (!point) continue
    const metres = Math.round(distanceM(there, point))
    for (const person of shift.assignees) nearest.set(person, Math.min(metres, nearest.get(person) ?? Infinity))
  }
  return [...nearest]
    .map(([personId, metres]) => ({ personId, distanceM: metres }))
    .sort((a, b) => a.distanceM - b.distanceM)
}
