import { dueAtMs } from '../calendar/due-at.ts'
import type { CaseStage } from './case-stage.ts'
import type { TimeLimit } from './category.ts'
import type { OfficeTime } from './file-case.ts'
import type { Lifecycle } from './lifecycle.ts'

type Limit = Pick<TimeLimit, 'amount' | 'unit'>

/** Inside the limit of the case's standard: half an hour of work to dispatch it, two to accept it. */
const limits: Readonly<Partial<Record<CaseStage, Limit>>> = {
  filed: { amount: 0.5, unit: 'workHour' },
  dispatched: { amount: 2, unit: 'workHour' },
}

type Told = Pick<Lifecycle, 'stage' | 'outside' | 'steps' | 'clock'>
type Office = Pick<OfficeTime, 'calendar' | 'timeZone'>

/** A unit says within a working day that a case is not its own. */
const toReturn: Limit = { amount: 1, unit: 'workDay' }

/**
 * That long since the case came to where it stands; null where the case itself is due no later, and where it is at a unit without an
 * account, which has a day of its own.
 */
function since(
  { stage, outside, steps, clock }: Told,
  limit: Limit | undefined,
  { calendar, timeZone }: Office,
): number | null {
  const came = steps.filter(({ from, to, kind }) => to === stage && (from !== to || kind === 'case.dispatched')).at(-1)
  if (!limit || !came || outside) return null
  const endMs = dueAtMs(limit, came.atMs, calendar, timeZone)
  return clock.dueAtMs !== null && clock.dueAtMs <= endMs ? null : endMs
}

/** By when whoever's turn it is should have dispatched or accepted the case; null where it is nobody's turn to do so, or the case is due. */
export const turnLimitMs = (life: Told, time: Office): number | null => since(life, limits[life.stage], time)

/** By when a unit should have given back what is not its own; null where it may not. */
export const returnLimitMs = (life: Told, time: Office): number | null =>
  life.stage === 'dispatched' ? since(life, toReturn, time) : null
