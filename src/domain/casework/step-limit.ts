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
