import type { EntryId, PersonId } from '../ids.ts'
import type { CaseResumed } from './case-handling.ts'
import type { CaseState } from './case-state.ts'
import { resumedDueAt, type OfficeTime } from './file-case.ts'

/** 恢复办理 by the plan: in whose name, from when, and with what was left of the limit. */
export interface PlannedResume {
  /** Who asked for the deferral, and said until when. */
  readonly by: PersonId
  /** The request. */
  readonly asked: EntryId
  readonly atMs: number
  readonly data: CaseResumed
}

/** How a 缓办 whose last milestone has passed goes on; null for what is not deferred, or not until now. */
export function plannedResume({ life }: CaseState, { nowMs, calendar, timeZone }: OfficeTime): PlannedResume | null {
  const { stage, deferral, steps } = life
  // Nothing is asked for while it is deferred: the last request is the one that was granted.
  const asked = steps.filter(({ kind }) => kind === 'case.deferralAsked').at(-1)
  if (stage !== 'deferred' || !deferral || !asked) return null
  const atMs = Date.parse(deferral.until)
  if (atMs > nowMs) return null
  const dueAt = resumedDueAt(life, { nowMs: atMs, calendar, timeZone })
  return { by: asked.by, asked: asked.entryId, atMs, data: { dueAt, calendarVersion: calendar.version, byPlan: true } }
}
