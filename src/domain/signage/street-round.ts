import type { ScopeId } from '../ids.ts'
import { distanceM } from '../place/distance.ts'
import type { Point } from '../place/point.ts'
import type { SignState } from './sign-state.ts'
import { nextCheckOf } from './wind-recheck.ts'

/** By which day signs are looked at. */
export interface CheckedOn {
  readonly date: string
  readonly timeZone: string
  /** When each wind of 黄 and worse was over for a squad. */
  windEndsOf(scope: ScopeId): readonly number[]
}

/** Never looked at, its day has come, or a wind has gone over it. */
export function isToBeSurveyed(sign: SignState, { date, timeZone, windEndsOf }: CheckedOn): boolean {
  if (sign.mergedInto !== null) return false
  const { day, recheck } = nextCheckOf(sign, windEndsOf(sign.scope), timeZone)
  return day === null || day <= date || recheck !== null
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
