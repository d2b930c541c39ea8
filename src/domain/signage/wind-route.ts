import type { Exposure } from './exposure.ts'
import { gradeRank, isWorse, type Grade } from './grade.ts'
import type { SignState } from './sign-state.ts'
import { isAtLeast, type WindAlert } from './wind-alert.ts'

/** Why a sign stands where it does on tonight's route: four factors, multiplied. */
export interface WindScore {
  readonly grade: number
  readonly height: number
  readonly exposure: number
  readonly gate: number
  readonly total: number
}

export const totalOf = ({ grade, height, exposure, gate }: Omit<WindScore, 'total'>): number =>
  grade * height * exposure * gate

export interface WindStop {
  readonly sign: SignState
  readonly score: WindScore
}

/** Where what falls comes from highest. */
const highTypes: readonly SignState['attributes']['signType'][] = ['ROOF', 'POLE']
const exposureFactor: Readonly<Record<Exposure, number>> = { E1: 1, E2: 2, E3: 3 }

/** A sign that nobody has surveyed counts as 一般: nobody knows that it holds. */
const gradeOrUnknown = (grade: Grade | null): Grade => grade ?? 'GENERAL'
const heightFactor = (bottomM: number): number => (bottomM >= 10 ? 3 : bottomM >= 4 ? 2 : 1)
const gateFactor = (gateM: number | null): number => (gateM === null || gateM > 200 ? 1 : gateM > 50 ? 2 : 3)

/** Of a sign that was not surveyed yet nobody knows what passes beneath. */
const exposureOfSign = (sign: SignState): Exposure => sign.surveys.at(-1)?.data.exposure ?? 'E2'

export function windScore(sign: SignState, gateM: number | null): WindScore {
  const factors = {
    grade: gradeRank(gradeOrUnknown(sign.grade)) + 1,
    height: heightFactor(sign.attributes.bottomM),
    exposure: exposureFactor[exposureOfSign(sign)],
    gate: gateFactor(gateM),
  }
  return { ...factors, total: totalOf(factors) }
}

/** What 蓝 asks for already: open 较大 and 重大, and whatever stands on roofs and poles. */
export const isUrgentInWind = ({ dueAtMs, grade, attributes }: SignState): boolean =>
  (dueAtMs !== null && isWorse(gradeOrUnknown(grade), 'PENDING_TEST')) || highTypes.includes(attributes.signType)

/** 蓝 and worse: open 较大 and 重大, and whatever stands high; from 黄 on every crowded place; by 红 nobody is sent out. */
function isOnRoute(sign: SignState, alert: WindAlert): boolean {
  if (sign.mergedInto !== null || alert === 'none' || alert === 'red') return false
  const isCrowded = isAtLeast(alert, 'yellow') && exposureOfSign(sign) === 'E3'
  return isUrgentInWind(sign) || isCrowded
}

/** Tonight's route, the most pressing first: each sign by the warning of its own squad; none without one, and none under 红. */
export function windRoute(
  signs: readonly SignState[],
  alertOf: (sign: SignState) => WindAlert,
  gateMOf: (sign: SignState) => number | null,
): readonly WindStop[] {
  return signs
    .filter((sign) => isOnRoute(sign, alertOf(sign)))
    .map((sign) => ({ sign, score: windScore(sign, gateMOf(sign)) }))
    .sort((left, right) => right.score.total - left.score.total || (left.sign.signId < right.sign.signId ? -1 : 1))
}

/** The route among so many crews: a street stays with one crew, and each next street goes to the one with the least to do. */
export function splitAmongCrews(stops: readonly WindStop[], crews: number): readonly (readonly WindStop[])[] {
  const byStreet = new Map<string, WindStop[]>()
  for (const stop of stops) {
    const street = stop.sign.attributes.streetId ?? ''
    byStreet.set(street, [...(byStreet.get(street) ?? []), stop])
  }
  const loads: WindStop[][] = Array.from({ length: Math.max(1, crews) }, () => [])
  for (const street of [...byStreet.values()].sort((left, right) => right.length - left.length)) {
    const least = loads.reduce((fewest, load) => (load.length < fewest.length ? load : fewest))
    least.push(...street)
  }
  return loads.map((load) => load.sort((left, right) => right.score.total - left.score.total))
}
