import type { PhotoRef } from '../journal/part-ref.ts'
import { distanceM } from '../place/distance.ts'
import type { Fix } from '../place/point.ts'

/** Before and after belong together only this close in time and place. */
const withinMs = 60 * 60_000
const withinM = 50

/** A photo of the finding, and where the phone was at its shutter; null where it did not know. */
export type OnSitePhoto = Pick<PhotoRef, 'role' | 'takenAt'> & { readonly fix: Fix | null }

export type OnSiteVerdict = 'allowed' | 'afterMissing' | 'tooLongApart' | 'tooFarApart'

interface Pair {
  readonly before: Fix
  readonly after: Fix
}

/** Every picture before with every one after, where both places are known. */
function pairsOf(photos: readonly OnSitePhoto[]): readonly Pair[] {
  const after = photos.flatMap(({ role, fix }) => (role === 'after' && fix ? [fix] : []))
  return photos.flatMap(({ role, fix }) =>
    role !== 'after' && fix ? after.map((place) => ({ before: fix, after: place })) : [],
  )
}

/** Farther apart than 50 m even if both fixes err towards each other by all their accuracy. */
const isSurelyFar = ({ before, after }: Pair): boolean =>
  distanceM(before, after) - (before.accuracyM ?? 0) - (after.accuracyM ?? 0) > withinM

/** Metres between before and after as measured, the farthest pair; null where a place is not known. */
export function apartM(photos: readonly OnSitePhoto[]): number | null {
  const distances = pairsOf(photos).map(({ before, after }) => distanceM(before, after))
  return distances.length === 0 ? null : Math.round(Math.max(...distances))
}

/** Whether a finding may be closed on site with these photos; what the phone did not know of its place forbids nothing. */
export function canCloseOnSite(photos: readonly OnSitePhoto[]): OnSiteVerdict {
  const isAfter = photos.map(({ role }) => role === 'after')
  if (!isAfter.includes(true) || !isAfter.includes(false)) return 'afterMissing'
  const times = photos.map((photo) => Date.parse(photo.takenAt))
  if (Math.max(...times) - Math.min(...times) > withinMs) return 'tooLongApart'
  return pairsOf(photos).some(isSurelyFar) ? 'tooFarApart' : 'allowed'
}
