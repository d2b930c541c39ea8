import type { Season } from './season.ts'
import type { CalendarDocument } from './working-calendar.ts'

const isSame = (left: Season, right: Season): boolean => left.kind === right.kind && left.startsOn === right.startsOn

const byDay = (left: Season, right: Season): number => (left.startsOn < right.startsOn ? -1 : 1)

export const withoutSeason = (calendar: CalendarDocument, season: Season): CalendarDocument => ({
  ...calendar,
  seasons: (calendar.seasons ?? []).filter((each) => !isSame(each, season)),
})

/** The calendar with a season more; one of the same sort that begins on the same day gives way to it. */
export const withSeason = (calendar: CalendarDocument, season: Season): CalendarDocument => ({
  ...calendar,
  seasons: [...(withoutSeason(calendar, season).seasons ?? []), season].sort(byDay),
})
