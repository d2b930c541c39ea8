import { distanceM } from './distance.ts'
import type { Point } from './point.ts'
import type { School } from './school.ts'

/** Metres to the nearest gate of any school, or to the school itself where no gate is known; null without schools. */
export function nearestGateM(point: Pick<Point, 'lat' | 'lng'>, schools: readonly School[]): number | null {
  const awayM = schools.flatMap(({ posts, point: middle }) =>
    (posts.length > 0 ? posts.map((post) => post.point) : [middle]).map((gate) => distanceM(point, gate)),
  )
  return awayM.length === 0 ? null : Math.round(Math.min(...awayM))
}
