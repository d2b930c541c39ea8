import { dueAtMs } from '../calendar/due-at.ts'
import type { CaseStage } from './case-stage.ts'
import type { TimeLimit } from './category.ts'
import type { OfficeTime } from './file-case.ts'
import type { Lifecycle } from './lifecycle.ts'

/** Inside the limit of the case's standard: half an hour of work to dispatch it, two to accept it. */
const limits: Readonly<Partial<Record<CaseStage, Pick<TimeLimit, 'amount' | 'unit'>>>> = {
  filed: { amount: 0.5, unit: 'workHour' },
  dispatched: { amount: 2, unit: 'workHour' },
}

/** By when whoever's turn it is should have dispatched or accepted the case; null where it is nobody's turn to do so. */
export function turnLimitMs(
  { stage, outside, steps }: Pick<Lifecycle, 'stage' | 'outside' | 'steps'>,
  { calendar, timeZone }: Pick<OfficeTime, 'calendar' | 'timeZone'>,
): number | null {
  const limit = outside ? undefined : limits[stage]
  const came = steps.filter(({ from, to, kind }) => to === stage && (from !== to || kind === 'case.dispatched')).at(-1)
  return limit && came ? dueAtMs(limit, came.atMs, calendar, timeZone) : null
}
