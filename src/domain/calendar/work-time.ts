import { addDays, localDate, localTimeToMs } from '../duty/local-day.ts'
import { isWorkday, type WorkingCalendar } from './working-calendar.ts'

/** 工作时 stand in these two halves of a working day. */
const halves = [
  ['08:00', '12:00'],
  ['14:00', '18:00'],
] as const

interface Half {
  readonly startMs: number
  readonly endMs: number
}

/** The working time of a date; none on a day off. */
export const halvesOf = (calendar: WorkingCalendar, date: string, timeZone: string): readonly Half[] =>
  isWorkday(calendar, date)
    ? halves.map(([start, end]) => ({
        startMs: localTimeToMs(date, start, timeZone),
        endMs: localTimeToMs(date, end, timeZone),
      }))
    : []

/** How much working time lies between two moments; none where the second comes first. */
export function workMsBetween(fromMs: number, toMs: number, calendar: WorkingCalendar, timeZone: string): number {
  let sum = 0
  const last = localDate(toMs, timeZone)
  for (let date = localDate(fromMs, timeZone); date <= last; date = addDays(date, 1))
    for (const { startMs, endMs } of halvesOf(calendar, date, timeZone))
      sum += Math.max(0, Math.min(endMs, toMs) - Math.max(startMs, fromMs))
  return sum
}
