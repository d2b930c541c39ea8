import { bearingDeg, distanceM } from './distance.ts'
import type { Point } from './point.ts'
import type { Post, School } from './school.ts'
import type { Street } from './street.ts'

const sides = ['北侧', '东北侧', '东侧', '东南侧', '南侧', '西南侧', '西侧', '西北侧'] as const

/** Nearer than this, a side would claim more than a phone's fix knows. */
const atPostM = 8
/** Farther from the post than this, the street says more than the post does. */
const nearPostM = 300

const postWords = (point: Pick<Point, 'lat' | 'lng'>, school: School, post: Post): string | null => {
  const awayM = Math.round(distanceM(post.point, point))
  if (awayM > nearPostM) return null
  const side = sides[Math.round(bearingDeg(post.point, point) / 45) % 8] ?? ''
  return `${school.name}${post.name}${awayM <= atPostM ? '' : `${side} ${awayM} 米`}`
}

/** A place as people say it: 示例一小东门东侧 18 米, else the street, else nothing. */
export function describePlace(
  point: Pick<Point, 'lat' | 'lng'>,
  near: { readonly street?: Street; readonly school?: School; readonly post?: Post },
): string {
  const fromPost = near.school && near.post ? postWords(point, near.school, near.post) : null
  return fromPost ?? near.street?.name ?? ''
}
