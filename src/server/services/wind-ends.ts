import { bureauScope, type ScopeId } from '../../domain/ids.ts'
import type { WindAlertDocument } from '../../domain/signage/wind-alert-document.ts'
import { strongWindEnds } from '../../domain/signage/wind-recheck.ts'
import type { Tx } from '../store/store.ts'
import { listAssignments } from './assignments.ts'

/** By squad, when each wind of 黄 and worse was over there; the oldest first. */
export type WindEnds = ReadonlyMap<ScopeId, readonly number[]>

export async function readWindEnds(db: Tx, scopes: readonly ScopeId[], nowMs: number): Promise<WindEnds> {
  const docs = await listAssignments(db, 'alerts', [...new Set([bureauScope, ...scopes])])
  const alerts = docs.map(({ data }) => data as WindAlertDocument)
  return new Map(scopes.map((scope) => [scope, strongWindEnds(alerts, scope, nowMs)]))
}
