import * as v from 'valibot'
import { ScopeId } from '../ids.ts'
import { weekdayOf } from '../duty/local-day.ts'

const Day = v.pipe(v.string(), v.isoDate())

/** 工作日历: what differs from Monday to Friday. Imported by the bureau each year; copied by version into what was computed with it. */
export const WorkingCalendar = v.looseObject({
  version: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** 放假. */
  holidays: v.array(Day),
  /** 调休上班: weekends that are worked. */
  workdays: v.array(Day),
})
export type WorkingCalendar = v.InferOutput<typeof WorkingCalendar>

/** The calendar as a document of the office. */
export const CalendarDocument = v.looseObject({ ...WorkingCalendar.entries, id: v.literal('calendar'), scope: ScopeId })

/** Until a bureau has imported its own: Monday to Friday, no holidays. */
export const plainCalendar: WorkingCalendar = { version: 0, holidays: [], workdays: [] }

const friday = 5

export const isWorkday = (calendar: WorkingCalendar, date: string): boolean =>
  calendar.workdays.includes(date) || (weekdayOf(date) <= friday && !calendar.holidays.includes(date))
