import type { AssignmentShelf } from '../../device/assignments/assignment-shelf.ts'
import { describePlace } from '../../domain/place/describe-place.ts'
import { distanceM } from '../../domain/place/distance.ts'
import { nearestStreet } from '../../domain/place/nearest-street.ts'
import type { Point } from '../../domain/place/point.ts'
import type { Post, School } from '../../domain/place/school.ts'

/** Farther than this from a centre line, a street is not where a thing stands. */
const onStreetM = 60

function nearestPost(
  point: Pick<Point, 'lat' | 'lng'>,
  schools: readonly School[],
): { readonly school: School; readonly post: Post } | null {
  let best: { school: School; post: Post; awayM: number } | null = null
  for (const school of schools)
    for (const post of school.posts) {
      const awayM = distanceM(point, post.point)
      if (!best || awayM < best.awayM) best = { school, post, awayM }
    }
  return best
}

export interface PinWords {
  /** '' where none is near. */
  readonly streetId: string
  readonly street: string
  /** From the nearest post, else the street; '' where neither is near. */
  readonly text: string
}

/** How people call a place that was pointed at on the map, by the registers on this phone. */
export async function describePin(assignments: AssignmentShelf, point: Pick<Point, 'lat' | 'lng'>): Promise<PinWords> {
  const street = nearestStreet(point, await assignments.all('streets'), onStreetM)
  const near = nearestPost(point, await assignments.all('schools'))
  const text = describePlace(point, { ...(street ? { street } : {}), ...near })
  return { streetId: street?.id ?? '', street: street?.name ?? '', text }
}
