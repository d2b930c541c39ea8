import { addDays, localDate, localTimeToMs } from '../duty/local-day.ts'
import type { TimeLimit } from '../casework/category.ts'
import { isWorkday, type WorkingCalendar } from './working-calendar.ts'

const hourMs = 3_600_000
/** 工作时 stand in these two halves of a working day. */
const halves = [
  ['08:00', '12:00'],
  ['14:00', '18:00'],
] as const
const workHoursPerDay = 8
/** Two years without one working day are no calendar. */
const farthestDays = 731

interface Half {
  readonly startMs: number
  readonly endMs: number
}

const halvesOf = (date: string, timeZone: string): readonly Half[] =>
  halves.map(([start, end]) => ({
    startMs: localTimeToMs(date, start, timeZone),
    endMs: localTimeToMs(date, end, timeZone),
  }))

/** The moment at which so much working time has passed; the end of a half belongs to that half. */
function addWorkMs(fromMs: number, workMs: number, calendar: WorkingCalendar, timeZone: string): number {
  let date = localDate(fromMs, timeZone)
  let leftMs = workMs
  for (let day = 0; day < farthestDays; day += 1) {
    for (const { startMs, endMs } of isWorkday(calendar, date) ? halvesOf(date, timeZone) : []) {
      const beginMs = Math.max(fromMs, startMs)
      if (beginMs >= endMs) continue
      if (leftMs <= endMs - beginMs) return beginMs + leftMs
      leftMs -= endMs - beginMs
    }
    date = addDays(date, 1)
  }
  throw new RangeError('The calendar has no working days left.')
}

/** When a limit that begins at `fromMs` ends: 紧急工作时 and 自然日 run through nights and holidays, 工作时 and 工作日 do not. */
export function dueAtMs(
  limit: Pick<TimeLimit, 'amount' | 'unit'>,
  fromMs: number,
  calendar: WorkingCalendar,
  timeZone: string,
): number {
  switch (limit.unit) {
    case 'urgentHour':
      return fromMs + limit.amount * hourMs
    case 'urgentDay':
    case 'day':
      return fromMs + limit.amount * 24 * hourMs
    case 'workHour':
      return addWorkMs(fromMs, limit.amount * hourMs, calendar, timeZone)
    case 'workDay':
      return addWorkMs(fromMs, limit.amount * workHoursPerDay * hourMs, calendar, timeZone)
  }
}
