import { distanceM } from '../place/distance.ts'
import type { Fix } from '../place/point.ts'
import type { Post } from '../place/school.ts'
import type { Placement, Timeliness } from './duty-entries.ts'

/** A fix vaguer than this proves no place: GPS beside tall buildings is poor, and the officer is not to blame. */
const weakAccuracyM = 100

const minuteMs = 60_000
/** Check-in opens so long before the window; up to so long after its start one is late, then absent until corrected. */
export const arrivalTimes = { opensBeforeMs: 15 * minuteMs, lateUntilMs: 15 * minuteMs } as const

/**
 * Where a person stands against a post: inside when distance − accuracy ≤ radius.
 *
 * Without a post (巡查) no place is judged.
 */
export function placeArrival(post: Pick<Post, 'point' | 'radiusM'> | null, fix: Fix | null): Placement {
  if (!fix) return { placed: post ? 'noFix' : 'notApplicable', distanceM: null, accuracyM: null }
  const { accuracyM } = fix
  if (!post) return { placed: 'notApplicable', distanceM: null, accuracyM }
  const awayM = Math.round(distanceM(post.point, fix))
  const facts = { distanceM: awayM, accuracyM }
  // A fix that does not say how vague it is proves no more than a vague one.
  if (accuracyM === null || accuracyM > weakAccuracyM) return { placed: 'weakFix', ...facts }
  return { placed: awayM - accuracyM <= post.radiusM ? 'inside' : 'outside', ...facts }
}

/** Whether a photo of the plaque and a reason must stand in for the position. */
export const needsManualEvidence = ({ placed }: Placement): boolean => placed !== 'inside' && placed !== 'notApplicable'

/** On time to the start, late for 15 minutes, then absent until the leader corrects it; drills and patrols are not judged. */
export function timeArrival(startsAtMs: number, nowMs: number, isJudged = true): Timeliness {
  if (!isJudged) return 'notApplicable'
  if (nowMs <= startsAtMs) return 'onTime'
  return nowMs - startsAtMs <= arrivalTimes.lateUntilMs ? 'late' : 'absent'
}

/** Whether 到岗 may be tapped already. */
export const isArrivalOpen = (startsAtMs: number, nowMs: number): boolean =>
  nowMs >= startsAtMs - arrivalTimes.opensBeforeMs
