import * as v from 'valibot'
import { ScopeId } from '../ids.ts'
import { weekdayOf } from '../duty/local-day.ts'
import { Season } from './season.ts'

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

/** 寒假, 暑假, 考试停课: the bureau works, the schools do not. Both days belong to it. */
export const SchoolBreak = v.looseObject({ from: Day, to: Day, name: v.pipe(v.string(), v.maxLength(40)) })
export type SchoolBreak = v.InferOutput<typeof SchoolBreak>

/** The calendar as a document of the office. */
export const CalendarDocument = v.looseObject({
  ...WorkingCalendar.entries,
  id: v.literal('calendar'),
  scope: ScopeId,
  /** What a day is called (国庆节), by its date. */
  names: v.optional(v.record(Day, v.pipe(v.string(), v.maxLength(40)))),
  breaks: v.optional(v.array(SchoolBreak)),
  /** 大风季, 雷雨季, as the bureau has entered them. */
  seasons: v.optional(v.pipe(v.array(Season), v.maxLength(12))),
})
export type CalendarDocument = v.InferOutput<typeof CalendarDocument>

/** Until a bureau has imported its own: Monday to Friday, no holidays. */
export const plainCalendar: WorkingCalendar = { version: 0, holidays: [], workdays: [] }

const friday = 5

export const isWorkday = (calendar: WorkingCalendar, date: string): boolean =>
  calendar.workdays.includes(date) || (weekdayOf(date) <= friday && !calendar.holidays.includes(date))
