import type { Season } from '../calendar/season.ts'
import { localDate } from '../duty/local-day.ts'
import type { ScopeId } from '../ids.ts'
import { isSeasonChecked, seasonCheck, type SeasonCheck } from './season-check.ts'
import type { SignState } from './sign-state.ts'
import { windRecheck, type LookedAt, type WindRecheck } from './wind-recheck.ts'

/** What asks for a check besides the cycle: winds that are over, and the seasons that the bureau has entered. */
export interface CheckRules {
  /** When each wind of 黄 and worse was over for a squad. */
  windEndsOf(scope: ScopeId): readonly number[]
  readonly seasons: readonly Season[]
}

/** What the rules ask of a sign. */
export interface CheckedSign extends LookedAt {
  readonly scope: ScopeId
  /** The day of the cycle, as the newest survey computed it. */
  readonly cycleDay: string | null
  readonly isSeasonChecked: boolean
}

export interface NextCheck {
  /** The earliest of cycle, wind and season. */
  readonly day: string | null
  /** Where a wind asks for it. */
  readonly recheck: WindRecheck | null
  /** Where a season asks for it, and no later than anything else. */
  readonly season: SeasonCheck | null
}

/** 下次检查. */
export function nextCheck(sign: CheckedSign, rules: CheckRules, timeZone: string): NextCheck {
  const recheck = windRecheck(sign, rules.windEndsOf(sign.scope))
  const season =
    sign.isSeasonChecked && sign.surveyedAtMs !== null
      ? seasonCheck(localDate(sign.surveyedAtMs, timeZone), rules.seasons)
      : null
  const windDay = recheck && localDate(recheck.byMs, timeZone)
  const days = [sign.cycleDay, windDay, season?.by ?? null].filter((day) => day !== null)
  const day = days.sort()[0] ?? null
  return { day, recheck, season: season?.by === day ? season : null }
}

/** 下次检查 of a sign as its records, the wind and the season say. */
export function nextCheckOf(
  { scope, attributes, surveys, nextCheckDate }: Pick<SignState, 'scope' | 'attributes' | 'surveys' | 'nextCheckDate'>,
  rules: CheckRules,
  timeZone: string,
): NextCheck {
  const newest = surveys.at(-1)
  const sign = {
    scope,
    exposure: newest?.data.exposure ?? '',
    surveyedAtMs: newest?.atMs ?? null,
    cycleDay: nextCheckDate,
    isSeasonChecked: isSeasonChecked(attributes),
  }
  return nextCheck(sign, rules, timeZone)
}
