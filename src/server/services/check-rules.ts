import type { CalendarDocument } from '../../domain/calendar/working-calendar.ts'
import { bureauScope, type ScopeId } from '../../domain/ids.ts'
import type { CheckRules } from '../../domain/signage/next-check-of.ts'
import type { WindAlertDocument } from '../../domain/signage/wind-alert-document.ts'
import { strongWindEnds } from '../../domain/signage/wind-recheck.ts'
import type { Tx } from '../store/store.ts'
import { findAssignment, listAssignments } from './assignments.ts'

/** The rules of 下次检查 as they stand for some squads. */
export interface SquadRules extends CheckRules {
  /** By squad, when each wind of 黄 and worse was over there; the oldest first. */
  readonly winds: ReadonlyMap<ScopeId, readonly number[]>
}

export async function readCheckRules(db: Tx, scopes: readonly ScopeId[], nowMs: number): Promise<SquadRules> {
  const docs = await listAssignments(db, 'alerts', [...new Set([bureauScope, ...scopes])])
  const alerts = docs.map(({ data }) => data as WindAlertDocument)
  const winds = new Map(scopes.map((scope) => [scope, strongWindEnds(alerts, scope, nowMs)]))
  const calendar = (await findAssignment(db, 'calendars', 'calendar'))?.data as CalendarDocument | undefined
  return { winds, windEndsOf: (scope) => winds.get(scope) ?? [], seasons: calendar?.seasons ?? [] }
}
