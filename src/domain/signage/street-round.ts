import { distanceM } from '../place/distance.ts'
import type { Point } from '../place/point.ts'
import { nextCheckOf, type CheckRules } from './next-check-of.ts'
import type { SignState } from './sign-state.ts'

/** By which day signs are looked at. */
export interface CheckedOn extends CheckRules {
  readonly date: string
  readonly timeZone: string
}

/** Never looked at, its day has come, a wind has gone over it, or a season is near. */
export function isToBeSurveyed(sign: SignState, on: CheckedOn): boolean {
  if (sign.mergedInto !== null) return false
  const { day, recheck, season } = nextCheckOf(sign, on, on.timeZone)
  return day === null || day <= on.date || recheck !== null || (season !== null && season.opensOn <= on.date)
}

export interface RoundSign {
  readonly sign: SignState
  readonly isDue: boolean
  readonly awayM: number | null
}

/** The signs of a street as one would walk to them: what is to be surveyed first, the nearest of it on top. */
export function streetRound(
  signs: readonly SignState[],
  here: Pick<Point, 'lat' | 'lng'> | null,
  on: CheckedOn,
): readonly RoundSign[] {
  return signs
    .filter(({ mergedInto }) => mergedInto === null)
    .map((sign) => ({
      sign,
      isDue: isToBeSurveyed(sign, on),
      awayM: here ? Math.round(distanceM(here, sign.attributes.point)) : null,
    }))
    .sort(
      (left, right) =>
        Number(right.isDue) - Number(left.isDue) ||
        (left.awayM ?? 0) - (right.awayM ?? 0) ||
        (left.sign.attributes.address < right.sign.attributes.address ? -1 : 1),
    )
}
