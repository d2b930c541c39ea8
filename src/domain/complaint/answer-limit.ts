import type { TimeLimit } from '../casework/category.ts'
import { dueAtMs } from '../calendar/due-at.ts'
import type { OfficeTime } from '../casework/file-case.ts'
import type { ComplaintReceived, ComplaintSource } from './complaint-entries.ts'

type Limit = Pick<TimeLimit, 'amount' | 'unit'>

/** Usual limits for the answer, by source; whoever enters a complaint may set another. */
export const answerLimits: Readonly<Record<ComplaintSource, Limit>> = {
  hotline12345: { amount: 5, unit: 'workDay' },
  hotline12319: { amount: 3, unit: 'workDay' },
  petition: { amount: 15, unit: 'workDay' },
  wechat: { amount: 3, unit: 'workDay' },
  forum: { amount: 3, unit: 'workDay' },
  media: { amount: 1, unit: 'workDay' },
  leader: { amount: 1, unit: 'workDay' },
  visit: { amount: 5, unit: 'workDay' },
}

/** What the working calendar makes of a limit that began when the complaint came. */
export function answerDue(
  limit: Limit,
  receivedAtMs: number,
  { calendar, timeZone }: Pick<OfficeTime, 'calendar' | 'timeZone'>,
): Pick<ComplaintReceived, 'limit' | 'calendarVersion' | 'dueAt'> {
  const dueAt = new Date(dueAtMs(limit, receivedAtMs, calendar, timeZone)).toISOString()
  return { limit: { amount: limit.amount, unit: limit.unit }, calendarVersion: calendar.version, dueAt }
}
