import { termIn, type Season, type SeasonKind, type SeasonTerm } from '../calendar/season.ts'
import { addDays, localTimeToMs } from '../duty/local-day.ts'
import { heavyTypes, isLarge, type SignSize } from './sign-size.ts'
import type { SignType } from './sign-type.ts'

/** Large 楼顶, 立柱, 电子屏 and 墙面广告 are looked at before each season of wind and of thunder. */
export const isSeasonChecked = (sign: SignSize & { readonly signType: SignType }): boolean =>
  heavyTypes.includes(sign.signType) && isLarge(sign)

export interface SeasonCheck {
  readonly kind: SeasonKind
  /** From this day on a survey counts as one before the season. */
  readonly opensOn: string
  /** The last day before the season. */
  readonly by: string
}

const yearOf = (date: string): number => Number(date.slice(0, 4))

/** This year's and the two next ones': days ahead may reach back over New Year. */
const termsFrom = (date: string, seasons: readonly Season[]): readonly SeasonTerm[] =>
  [0, 1, 2].flatMap((later) => seasons.map((season) => termIn(yearOf(date) + later, season)))

/**
 * The first season before which such a sign has to be looked at again; null where the bureau has entered none.
 *
 * A survey within the days ahead of a season is the one before it.
 */
export function seasonCheck(surveyedOn: string, seasons: readonly Season[]): SeasonCheck | null {
  const [next] = termsFrom(surveyedOn, seasons)
    .filter(({ opensOn }) => opensOn > surveyedOn)
    .sort((left, right) => (left.startsOn < right.startsOn ? -1 : 1))
  return next ? { kind: next.kind, opensOn: next.opensOn, by: addDays(next.startsOn, -1) } : null
}

/** Surveyed before this moment, such a sign was not looked at before a season that has begun; null: none has. */
export function seasonLateSince(seasons: readonly Season[], today: string, timeZone: string): number | null {
  const year = yearOf(today)
  const opened = seasons
    .flatMap((season) => [termIn(year - 1, season), termIn(year, season)])
    .filter(({ startsOn }) => startsOn <= today)
    .map(({ opensOn }) => opensOn)
    .sort()
    .at(-1)
  return opened === undefined ? null : localTimeToMs(opened, '00:00', timeZone)
}
