import { dueAfterPauseMs, dueAtMs } from '../calendar/due-at.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import type { CaseFiled } from './case-filing.ts'
import type { CaseCategory, TimeLimit } from './category.ts'
import type { Lifecycle } from './lifecycle.ts'

/** The bureau's time: what a limit is counted in. */
export interface OfficeTime {
  readonly nowMs: number
  readonly calendar: WorkingCalendar
  readonly timeZone: string
}

const instant = (ms: number): string => new Date(ms).toISOString()

/** 立案 by the standard: what is taken from it and from the calendar is copied. */
export function filingOf(
  { slug, label }: Pick<CaseCategory, 'slug' | 'label'>,
  limit: TimeLimit,
  standardVersion: number,
  { nowMs, calendar, timeZone }: OfficeTime,
): CaseFiled {
  return {
    category: slug,
    categoryLabel: label,
    limit,
    standardVersion,
    calendarVersion: calendar.version,
    dueAt: instant(dueAtMs(limit, nowMs, calendar, timeZone)),
  }
}

/** The limit of a case whose clock goes on now: what was left when it stood still, in the unit of the standard. */
export function resumedDueAt(
  { clock, filing }: Pick<Lifecycle, 'clock' | 'filing'>,
  { nowMs, calendar, timeZone }: OfficeTime,
): string {
  const limit = { stoodAtMs: clock.sinceMs ?? nowMs, dueAtMs: clock.dueAtMs ?? nowMs, nowMs }
  return instant(dueAfterPauseMs({ unit: filing?.limit.unit ?? 'day' }, limit, calendar, timeZone))
}
