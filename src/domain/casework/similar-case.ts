import { distanceM } from '../place/distance.ts'

/** What tells whether two cases may be the same thing. */
export interface CaseMark {
  readonly category: string
  readonly point: { readonly lat: number; readonly lng: number } | null
  readonly placeText: string
  readonly reportedAtMs: number
}

export interface Similarity {
  /** Null where the place of either is not known. */
  readonly distanceM: number | null
  readonly apartMs: number
}

/** As the bureaus' own systems have it: the same kind, no more than 50 m and a day apart. */
const withinM = 50
export const similarWithinMs = 24 * 3_600_000

/** How near two cases are to being the same; null where they are surely not. */
export function similarityOf(left: CaseMark, right: CaseMark): Similarity | null {
  const apartMs = Math.abs(left.reportedAtMs - right.reportedAtMs)
  if (left.category !== right.category || apartMs > similarWithinMs) return null
  if (!left.point || !right.point)
    return left.placeText !== '' && left.placeText === right.placeText ? { distanceM: null, apartMs } : null
  const metres = distanceM(left.point, right.point)
  return metres <= withinM ? { distanceM: Math.round(metres), apartMs } : null
}
