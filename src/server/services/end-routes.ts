import type { ScopeId } from '../../domain/ids.ts'
import type { AppDeps } from '../app-deps.ts'
import { createFeedWriter } from './feed-writer.ts'
import { overdueRoutes, settleRoutes } from './settle-routes.ts'

/** Takes back what was split and lent for a wind that is over; answers with the squads whose phones have news. */
export async function endRoutes({ store, clock }: Pick<AppDeps, 'store' | 'clock'>): Promise<readonly ScopeId[]> {
  const nowMs = clock.now()
  const overdue = await store.query((db) => overdueRoutes(db, nowMs))
  if (overdue.length === 0) return []
  return store.write(async (tx) => {
    const feeds = createFeedWriter(tx)
    await settleRoutes(tx, overdue, feeds, nowMs)
    return [...feeds.touchedScopes()]
  })
}
