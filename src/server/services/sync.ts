import type { SyncRequest, SyncResponse } from '../../protocol/sync.ts'
import type { AppDeps } from '../app-deps.ts'
import { Problem } from '../problem.ts'
import { noteDeviceWord } from './device-word.ts'
import { readEpoch } from './epoch.ts'
import { durableRevisions, pullFeeds } from './pull-feed.ts'
import { preparePush, receiveEntries } from './receive-entries.ts'
import type { Caller } from './sessions.ts'

/**
 * One round trip: takes in what was pushed, then gives a page of each feed.
 *
 * Commits first and answers second; a repeat of the same push changes nothing and gets the same results.
 */
export async function sync(deps: AppDeps, caller: Caller, request: SyncRequest): Promise<SyncResponse> {
  if (request.device !== caller.device) throw new Problem('session/wrong-person', 'The session belongs to another device.')
  const nowMs = deps.clock.now()
  const prepared = preparePush({
    author: caller.personId,
    role: caller.person.role,
    device: caller.device,
    memberships: caller.memberships,
    entries: request.entries,
    smallParts: request.smallParts,
    nowMs,
  })
  const received = await deps.store.write(async (tx) => {
    await noteDeviceWord(tx, request, deps.clock)
    return receiveEntries(tx, prepared)
  })
  deps.live.publish(received.touchedScopes)
  return deps.store.read(async (db) => {
    const epoch = await readEpoch(db)
    const { memberships } = caller
    const deltas = await pullFeeds(db, { epoch, memberships, cursors: request.cursors, limit: request.limit, nowMs })
    return {
      now: new Date(deps.clock.now()).toISOString(),
      epoch,
      nonce: request.nonce,
      results: [...received.results],
      members: memberships.map(({ scope, role }) => ({ scope, role })),
      deltas: [...deltas],
      more: deltas.some((delta) => !delta.complete),
      durable: await durableRevisions(db, memberships.map((membership) => membership.scope)),
    }
  })
}
