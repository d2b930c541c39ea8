import { addDays, localDate } from '../duty/local-day.ts'
import type { TimeLimit } from '../casework/category.ts'
import { halvesOf, workMsBetween } from './work-time.ts'
import type { WorkingCalendar } from './working-calendar.ts'

const hourMs = 3_600_000
const workHoursPerDay = 8
/** Two years without one working day are no calendar. */
const farthestDays = 731

/** The moment at which so much working time has passed; the end of a half belongs to that half. */
function addWorkMs(fromMs: number, workMs: number, calendar: WorkingCalendar, timeZone: string): number {
  let date = localDate(fromMs, timeZone)
  let leftMs = workMs
  for (let day = 0; day < farthestDays; day += 1) {
    for (const { startMs, endMs } of halvesOf(calendar, date, timeZone)) {
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

/** What was left of a limit when its clock stood still at `stoodAtMs`, counted again from `nowMs` in the limit's own unit. */
export function dueAfterPauseMs(
  { unit }: Pick<TimeLimit, 'unit'>,
  { stoodAtMs, dueAtMs: due, nowMs }: { readonly stoodAtMs: number; readonly dueAtMs: number; readonly nowMs: number },
  calendar: WorkingCalendar,
  timeZone: string,
): number {
  // What was late already stays as late as it was.
  if (due <= stoodAtMs) return due
  return unit === 'workHour' || unit === 'workDay'
    ? addWorkMs(nowMs, workMsBetween(stoodAtMs, due, calendar, timeZone), calendar, timeZone)
    : due + Math.max(0, nowMs - stoodAtMs)
}
