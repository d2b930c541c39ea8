import { distanceToLineM } from './distance.ts'
import type { Point } from './point.ts'
import type { Street } from './street.ts'

/** The street whose centre line is nearest, no farther than `withinM`; undefined when none is. */
export function nearestStreet(
  point: Pick<Point, 'lat' | 'lng'>,
  streets: readonly Street[],
  withinM: number,
): Street | undefined {
  let best: Street | undefined
  let bestM = withinM
  for (const street of streets) {
    const awayM = distanceToLineM(point, street.line)
    if (awayM <= bestM) {
      best = street
      bestM = awayM
    }
  }
  return best
}
