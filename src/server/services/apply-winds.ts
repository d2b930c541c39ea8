import type { ScopeId } from '../../domain/ids.ts'
import type { JournalEntry } from '../../domain/journal/entry.ts'
import { foldWind } from '../../domain/signage/fold-wind.ts'
import type { Tx } from '../store/store.ts'
import { putAssignment } from './assignments.ts'
import { entriesAbout } from './entries-about.ts'
import type { FeedWriter } from './feed-writer.ts'
import { settleRoutes } from './settle-routes.ts'

/** Scopes whose wind these entries are about, what takes one of them back included. */
const windyScopes = (accepted: readonly JournalEntry[]): readonly ScopeId[] => [
  ...new Set(accepted.filter(({ subjects }) => subjects[0]?.startsWith('wind-')).map(({ scope }) => scope)),
]

/** Makes the 大风预警 and 今晚路线 that phones read anew from the records about them, in the transaction that takes them in. */
export async function applyWinds(
  tx: Tx,
  accepted: readonly JournalEntry[],
  feeds: FeedWriter,
  nowMs: number,
): Promise<void> {
  const scopes = windyScopes(accepted)
  for (const scope of scopes) {
    const [[subject, entries] = []] = await entriesAbout(tx, [`wind-${scope}`])
    if (subject === undefined || entries === undefined) continue
    const data = foldWind(scope, entries)
    const put = { collection: 'alerts', id: data.id, scope, baseRev: 'any', data: { ...data } } as const
    await putAssignment(tx, put, await feeds.revisionOf(scope))
  }
  if (scopes.length > 0) await settleRoutes(tx, scopes, feeds, nowMs)
}
