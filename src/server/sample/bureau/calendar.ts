import { emptyCalendar, markDay } from '../../../domain/calendar/edit-calendar.ts'
import type { CalendarDocument } from '../../../domain/calendar/working-calendar.ts'
import { addDays } from '../../../domain/duty/local-day.ts'

/** Holidays whose date is the same every year. The real notice moves weekends around them, and is the bureau's to import. */
const fixed = [
  { name: '示例 · 元旦', from: '01-01', days: 1 },
  { name: '示例 · 劳动节', from: '05-01', days: 2 },
  { name: '示例 · 国庆节', from: '10-01', days: 3 },
] as const

const holidaysOf = (year: number): readonly { readonly date: string; readonly name: string }[] =>
  fixed.flatMap(({ name, from, days }) =>
    Array.from({ length: days }, (_, index) => ({ date: addDays(`${year}-${from}`, index), name })),
  )

const breaksOf = (year: number): NonNullable<CalendarDocument['breaks']> => [
  { from: `${year}-01-25`, to: `${year}-02-20`, name: '示例 · 寒假' },
  { from: `${year}-07-05`, to: `${year}-08-31`, name: '示例 · 暑假' },
]

/** 工作日历 of the sample bureau, this year and the next: limits that begin in December end in January. */
export const sampleCalendar = (year: number): CalendarDocument => ({
  ...[year, year + 1]
    .flatMap(holidaysOf)
    .reduce((calendar, { date, name }) => markDay(calendar, date, 'holiday', name), emptyCalendar),
  version: 1,
  breaks: [year, year + 1].flatMap(breaksOf),
})
