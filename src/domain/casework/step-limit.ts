import { dueAtMs } from '../calendar/due-at.ts'
import type { TimeLimit } from './category.ts'
import type { DeskQueue } from './desk-queue.ts'
import type { OfficeTime } from './file-case.ts'
import type { Severity } from './severity.ts'

type Limit = Pick<TimeLimit, 'amount' | 'unit'>

/** 30 min in working hours; of what is 紧急 10 min, whatever the hour. */
const toFile: Limit = { amount: 0.5, unit: 'workHour' }
const toFileCritical: Limit = { amount: 1 / 6, unit: 'urgentHour' }
const toCheck: Limit = { amount: 1, unit: 'workDay' }
const toEvaluate: Limit = { amount: 3, unit: 'workDay' }

/** The office's own limit for taking a case out of a queue in which no clock of a standard runs; null where it has none. */
function stepLimitOf(queue: DeskQueue, severity: Severity): Limit | null {
  if (queue === 'toFile') return severity === 'critical' ? toFileCritical : toFile
  if (queue === 'toEvaluate') return toEvaluate
  return queue === 'toCheck' ? toCheck : null
}

/** The longest holidays that a limit runs through, many times over. */
const farthestMs = 90 * 24 * 60 * 60 * 1000
const minuteMs = 60_000

/** What waits in this queue since before this moment, to the minute, is late now. */
export function lateIfSince(
  queue: DeskQueue,
  severity: Severity,
  nowMs: number,
  time: Pick<OfficeTime, 'calendar' | 'timeZone'>,
): number {
  // The later it begins, the later it ends.
  let [late, inTime] = [nowMs - farthestMs, nowMs]
  while (inTime - late > minuteMs) {
    const middle = late + Math.floor((inTime - late) / 2)
    if ((stepDueMs(queue, severity, middle, time) ?? nowMs) < nowMs) late = middle
    else inTime = middle
  }
  return late
}

/** By when somebody of the office has to act on a case that has waited in this queue since `sinceMs`. */
export function stepDueMs(
  queue: DeskQueue,
  severity: Severity,
  sinceMs: number,
  { calendar, timeZone }: Pick<OfficeTime, 'calendar' | 'timeZone'>,
): number | null {
  const limit = stepLimitOf(queue, severity)
  return limit && dueAtMs(limit, sinceMs, calendar, timeZone)
}
