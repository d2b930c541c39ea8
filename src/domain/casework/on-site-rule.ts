import type { PhotoRef } from '../journal/part-ref.ts'

/** Before and after belong together only this close in time. */
const withinMs = 60 * 60_000

/**
 * Whether a finding may be closed on site with these photos.
 *
 * The 50 m are not judged here: photos of one draft are taken at one place, and positions are no part of a photo.
 */
export function canCloseOnSite(
  photos: readonly Pick<PhotoRef, 'role' | 'takenAt'>[],
): 'allowed' | 'afterMissing' | 'tooFarApart' {
  const after = photos.filter((photo) => photo.role === 'after')
  const before = photos.filter((photo) => photo.role !== 'after')
  if (after.length === 0 || before.length === 0) return 'afterMissing'
  const times = photos.map((photo) => Date.parse(photo.takenAt))
  return Math.max(...times) - Math.min(...times) <= withinMs ? 'allowed' : 'tooFarApart'
}
