import { bureauScope } from '../ids.ts'
import type { CalendarDocument } from './working-calendar.ts'

/** What a day is said to be: as its weekday has it, 放假, or 调休上班. */
export type DayMark = 'plain' | 'holiday' | 'workday'

/** The bureau's calendar before anybody has entered anything. */
export const emptyCalendar: CalendarDocument = {
  id: 'calendar',
  scope: bureauScope,
  version: 0,
  holidays: [],
  workdays: [],
}

export function markOf(calendar: CalendarDocument, date: string): DayMark {
  if (calendar.workdays.includes(date)) return 'workday'
  return calendar.holidays.includes(date) ? 'holiday' : 'plain'
}

const without = (dates: readonly string[], date: string): string[] => dates.filter((each) => each !== date)
const withDay = (dates: readonly string[], date: string): string[] => [...without(dates, date), date].sort()

/** The calendar with one day marked anew; a day is 放假 or 上班, never both. */
export function markDay(calendar: CalendarDocument, date: string, mark: DayMark, name = ''): CalendarDocument {
  const names = Object.fromEntries(Object.entries(calendar.names ?? {}).filter(([each]) => each !== date))
  return {
    ...calendar,
    holidays: mark === 'holiday' ? withDay(calendar.holidays, date) : without(calendar.holidays, date),
    workdays: mark === 'workday' ? withDay(calendar.workdays, date) : without(calendar.workdays, date),
    names: mark === 'plain' || name === '' ? names : { ...names, [date]: name },
  }
}
