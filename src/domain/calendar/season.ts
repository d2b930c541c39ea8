import * as v from 'valibot'
import { addDays } from '../duty/local-day.ts'

/** 大风季, 雷雨季. Which days they are is the bureau's to say: none is known before it has. */
export const seasonKinds = ['wind', 'thunder'] as const
export type SeasonKind = (typeof seasonKinds)[number]

export const seasonLabels: Readonly<Record<SeasonKind, string>> = { wind: '大风季', thunder: '雷雨季' }

/** MM-DD; 29 February is no day of every year. */
const isDayOfEveryYear = (day: string): boolean => {
  const ms = Date.parse(`2027-${day}T00:00:00Z`)
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(5, 10) === day
}
export const mostDaysAhead = 90

/** A season that begins on the same day of each year, and how many days before it the checks begin. */
export const Season = v.looseObject({
  kind: v.picklist(seasonKinds),
  startsOn: v.pipe(v.string(), v.regex(/^\d{2}-\d{2}$/), v.check(isDayOfEveryYear, 'No day of every year.')),
  aheadDays: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(mostDaysAhead)),
})
export type Season = v.InferOutput<typeof Season>

/** One coming of a season: what is checked from the one day up to the other was checked before it. */
export interface SeasonTerm {
  readonly kind: SeasonKind
  readonly opensOn: string
  readonly startsOn: string
}

/** The season in that year. */
export const termIn = (year: number, { kind, startsOn, aheadDays }: Season): SeasonTerm => {
  const date = `${year}-${startsOn}`
  return { kind, startsOn: date, opensOn: addDays(date, -aheadDays) }
}
