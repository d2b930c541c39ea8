import { distanceM } from '../place/distance.ts'
import type { Point } from '../place/point.ts'
import type { SignState } from './sign-state.ts'

/** Never looked at, or its day has come. */
export const isToBeSurveyed = (sign: SignState, date: string): boolean =>
  sign.mergedInto === null && (sign.nextCheckDate === null || sign.nextCheckDate <= date)

export interface RoundSign {
  readonly sign: SignState
  readonly isDue: boolean
  readonly awayM: number | null
}

/** The signs of a street as one would walk to them: what is to be surveyed first, the nearest of it on top. */
export function streetRound(
  signs: readonly SignState[],
  here: Pick<Point, 'lat' | 'lng'> | null,
  date: string,
): readonly RoundSign[] {
  return signs
    .filter(({ mergedInto }) => mergedInto === null)
    .map((sign) => ({
      sign,
      isDue: isToBeSurveyed(sign, date),
      awayM: here ? Math.round(distanceM(here, sign.attributes.point)) : null,
    }))
    .sort(
      (left, right) =>
        Number(right.isDue) - Number(left.isDue) ||
        (left.awayM ?? 0) - (right.awayM ?? 0) ||
        (left.sign.attributes.address < right.sign.attributes.address ? -1 : 1),
    )
}
