import { isTeachingDay } from '../calendar/teaching-day.ts'
import type { CalendarDocument } from '../calendar/working-calendar.ts'
import type { RosterFinding } from './roster-finding.ts'
import type { Shift } from './shift.ts'

/** 只在教学日排护学岗; 巡查 goes on in the holidays. */
export const checkTeachingDay = (shifts: readonly Shift[], calendar: CalendarDocument): readonly RosterFinding[] =>
  shifts
    .filter(({ schoolId, date }) => schoolId !== undefined && !isTeachingDay(calendar, date))
    .map(({ id, date }) => ({ code: 'noTeaching', date, shiftIds: [id] }))
