import { alongLineM } from '../place/along-line.ts'
import type { Point } from '../place/point.ts'
import type { SignState } from './sign-state.ts'
import { isToBeSurveyed, type CheckedOn } from './street-round.ts'

type LatLng = Pick<Point, 'lat' | 'lng'>

const lastOf = <T>(items: readonly T[]): T | undefined => items[items.length - 1]

/**
 * 走街顺序: the signs of one street that are to be surveyed, as one passes them walking it once from end to end.
 *
 * From the end that is nearer to where one stands; without a fix from the street's beginning. To go to the nearest sign first
 * would lead past others twice.
 */
export function walkOrder(
  signs: readonly SignState[],
  line: readonly LatLng[],
  here: LatLng | null,
  on: CheckedOn,
): readonly SignState[] {
  const passed = signs
    .filter((sign) => isToBeSurveyed(sign, on))
    .map((sign) => ({ sign, alongM: alongLineM(sign.attributes.point, line) }))
    .sort((left, right) => left.alongM - right.alongM || (left.sign.signId < right.sign.signId ? -1 : 1))
  const end = lastOf(line)
  const isNearerToEnd = here !== null && end !== undefined && alongLineM(here, line) > alongLineM(end, line) / 2
  return (isNearerToEnd ? passed.reverse() : passed).map(({ sign }) => sign)
}
