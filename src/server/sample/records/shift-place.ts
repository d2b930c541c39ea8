import type { CasePlace } from '../../../domain/casework/case-entries.ts'
import type { Shift } from '../../../domain/duty/shift.ts'
import type { Point } from '../../../domain/place/point.ts'
import { must } from '../../../lib/must.ts'
import type { Random } from '../../../lib/random.ts'
import { schools } from '../bureau/schools.ts'
import { streets } from '../bureau/streets.ts'

interface Spot {
  readonly point: Point
  readonly place: Pick<CasePlace, 'text' | 'schoolId' | 'postId' | 'streetId' | 'zone'>
}

const postSpot = (shift: Shift): Spot | null => {
  const school = schools.find((each) => each.id === shift.schoolId)
  const post = school?.posts.find((each) => each.id === shift.postId)
  if (school === undefined || post === undefined) return null
  return {
    point: post.point,
    place: { text: `${school.name}${post.name}附近`, schoolId: school.id, postId: post.id, zone: 'Z0' },
  }
}

const streetSpot = (shift: Shift, random: Random): Spot => {
  const passed = streets.filter((street) => shift.streetIds?.includes(street.id))
  const street = must(passed[Math.floor(random.next() * passed.length)], 'a patrol has streets')
  return {
    point: must(street.line[0], 'a street has a line'),
    place: { text: street.name, streetId: street.id, zone: 'Z1' },
  }
}

/** Where something of the shift happens: at its post, or on one of the patrol's streets. */
export const spotOf = (shift: Shift, random: Random): Spot => postSpot(shift) ?? streetSpot(shift, random)

const metreDegrees = 1 / 111_320

/** A point up to `radiusM` away in each direction. */
export const near = (point: Point, radiusM: number, random: Random): Point => ({
  lat: Number((point.lat + (random.next() * 2 - 1) * radiusM * metreDegrees).toFixed(6)),
  lng: Number((point.lng + (random.next() * 2 - 1) * radiusM * metreDegrees).toFixed(6)),
})
