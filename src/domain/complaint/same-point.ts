import { distanceM } from '../place/distance.ts'
import type { CaseMark } from '../casework/similar-case.ts'

const dayMs = 24 * 3_600_000
/** A year: what was complained about longer ago is another story. */
export const samePointWithinMs = 365 * dayMs
const withinM = 50

const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '')

/** Whether two cases are about one point: of one kind, no more than 50 m or not a word apart, and within a year. */
export function isSamePoint(left: CaseMark, right: CaseMark): boolean {
  if (left.category !== right.category) return false
  if (Math.abs(left.reportedAtMs - right.reportedAtMs) > samePointWithinMs) return false
  if (left.point && right.point) return distanceM(left.point, right.point) <= withinM
  return left.placeText !== '' && plain(left.placeText) === plain(right.placeText)
}
