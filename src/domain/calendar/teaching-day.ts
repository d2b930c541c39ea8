import { isWorkday, type CalendarDocument } from './working-calendar.ts'

/** Whether schools are open: a day that is worked and lies in no 寒假, 暑假 or 停课. */
export const isTeachingDay = (calendar: CalendarDocument, date: string): boolean =>
  isWorkday(calendar, date) && !(calendar.breaks ?? []).some(({ from, to }) => from <= date && date <= to)
