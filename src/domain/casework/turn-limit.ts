import { dueAtMs } from '../calendar/due-at.ts'
import type { CaseStage } from './case-stage.ts'
import type { EntryId } from '../ids.ts'
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

/** Since when it waits to be dispatched or accepted; null where for neither, and at a unit without an account, which has a day of its own. */
export function turnSinceMs({ stage, outside, steps }: Omit<Told, 'clock'>): number | null {
  if (outside || !limits[stage]) return null
  const came = steps.filter(({ from, to, kind }) => to === stage && (from !== to || kind === 'case.dispatched')).at(-1)
  return came?.atMs ?? null
}

/** That long since then; null where the case itself is due no later. */
function endOf(limit: Limit, sinceMs: number, caseDueMs: number | null, { calendar, timeZone }: Office): number | null {
  const endMs = dueAtMs(limit, sinceMs, calendar, timeZone)
  return caseDueMs !== null && caseDueMs <= endMs ? null : endMs
}

/** By when what has waited at this stage since `sinceMs` should be dispatched or accepted; null where the case itself is due no later. */
export function turnDueMs(
  stage: string,
  sinceMs: number | null,
  caseDueMs: number | null,
  office: Office,
): number | null {
  const limit = limits[stage as CaseStage]
  return limit && sinceMs !== null ? endOf(limit, sinceMs, caseDueMs, office) : null
}

/** By when whoever's turn it is should have dispatched or accepted the case; null where it is nobody's turn to do so, or the case is due. */
export const turnLimitMs = (life: Told, office: Office): number | null =>
  turnDueMs(life.stage, turnSinceMs(life), life.clock.dueAtMs, office)

/** By when a unit should have given back what is not its own; null where it may not. */
export function returnLimitMs(life: Told, office: Office): number | null {
  const sinceMs = life.stage === 'dispatched' ? turnSinceMs(life) : null
  return sinceMs === null ? null : endOf(toReturn, sinceMs, life.clock.dueAtMs, office)
}

/**
 * 逾期退回: whether this step gave the case back later than it should have been.
 *
 * It counts all the same: a unit that may not give back what is not its own would only let it lie.
 */
export function isLateReturn(
  { steps }: Pick<Lifecycle, 'steps'>,
  entryId: EntryId,
  { calendar, timeZone }: Office,
): boolean {
  const index = steps.findIndex((step) => step.entryId === entryId && step.kind === 'case.returned')
  const came = steps
    .slice(0, Math.max(0, index))
    .filter(({ kind }) => kind === 'case.dispatched')
    .at(-1)
  const returned = steps[index]
  return (
    came !== undefined && returned !== undefined && returned.atMs > dueAtMs(toReturn, came.atMs, calendar, timeZone)
  )
}
