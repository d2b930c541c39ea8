import type { Bell } from '../place/school.ts'
import { weekdayOf } from './local-day.ts'

/** 夏季作息, 冬季作息: a bell without dates rings all year. Both days belong to it. */
const isInSeason = ({ from, to }: Bell, date: string): boolean =>
  (from === undefined || from <= date) && (to === undefined || date <= to)

/** The bells of that weekday and season. */
export const bellsOn = (bells: readonly Bell[], date: string): readonly Bell[] =>
  bells.filter((bell) => bell.weekdays.includes(weekdayOf(date)) && isInSeason(bell, date))

/** A weekend that is worked (调休上班) follows Monday's timetable until the school says otherwise. */
const monday = 1
const saturday = 6

/** The bells of a day on which school is held, worked weekends among them. */
export const bellsOnTeachingDay = (bells: readonly Bell[], date: string): readonly Bell[] => {
  const own = bellsOn(bells, date)
  if (own.length > 0 || weekdayOf(date) < saturday) return own
  return bells.filter((bell) => bell.weekdays.includes(monday) && isInSeason(bell, date))
}
