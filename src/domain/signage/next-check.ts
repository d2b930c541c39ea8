import { addMonths } from '../duty/local-day.ts'
import type { RoadClass } from '../place/street.ts'
import { isSeasonChecked } from './season-check.ts'
import type { SignSize } from './sign-size.ts'
import type { SignType } from './sign-type.ts'

/** 每月, 每季, 每半年; the next one is one step more often. */
const cycleMonths = [6, 3, 1] as const
const oldFromYears = 5

/** What the cycle of a sign follows from. */
export interface CycleFacts extends SignSize {
  readonly signType: SignType
  readonly roadClass: RoadClass | null
  readonly ageYears: number | null
}

const stepOf = (sign: CycleFacts): number => {
  if (isSeasonChecked(sign)) return 2
  const isMainRoad = sign.roadClass === 'demonstration' || sign.roadClass === 'main'
  return sign.signType === 'FASCIA' && isMainRoad ? 1 : 0
}

/** How many months lie between two surveys of such a sign. */
export function cycleMonthsOf(sign: CycleFacts): number {
  const isOld = sign.ageYears === null || sign.ageYears > oldFromYears
  return cycleMonths[Math.min(2, stepOf(sign) + (isOld ? 1 : 0))] ?? 1
}

/** 下次检查 (YYYY-MM-DD). */
export const nextCheckDate = (sign: CycleFacts, surveyedOn: string): string =>
  addMonths(surveyedOn, cycleMonthsOf(sign))
