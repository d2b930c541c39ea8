import type { SyncRequest, SyncResponse } from '../../protocol/sync.ts'
import type { AppDeps } from '../app-deps.ts'
import { Problem } from '../problem.ts'
import type { Tx } from '../store/store.ts'
import { noteDeviceWord } from './device-word.ts'
import { readEpoch } from './epoch.ts'
import { readDigests } from './feed-sums.ts'
import { membershipsOf } from './people.ts'
import { durableRevisions, pullFeeds } from './pull-feed.ts'
import { preparePush, receiveEntries, type Received } from './receive-entries.ts'
import type { Caller } from './sessions.ts'

/** Everything that was pushed, and that the device spoke, in one transaction. */
async function push(deps: AppDeps, caller: Caller, request: SyncRequest): Promise<Received> {
  const { entries, smallParts } = request
  const prepared = preparePush({
    author: caller.personId,
    device: caller.device,
    entries,
    smallParts,
    nowMs: deps.clock.now(),
  })
  const received = await deps.store.write(async (tx) => {
    await noteDeviceWord(tx, request, deps.clock)
    return receiveEntries(tx, prepared)
  })
  // After COMMIT: whoever is told may ask at once.
  deps.live.publish(received.touchedScopes)
  return received
}

type Pulled = Pick<SyncResponse, 'epoch' | 'members' | 'deltas' | 'more' | 'digests' | 'durable'>

/** All of it from one snapshot, memberships included: a scope that was taken away a moment ago is not read. */
async function pull(db: Tx, caller: Caller, request: SyncRequest, nowMs: number): Promise<Pulled> {
  const epoch = await readEpoch(db)
  const memberships = await membershipsOf(db, caller.personId)
  const scopes = memberships.map(({ scope }) => scope)
  const deltas = await pullFeeds(db, { epoch, memberships, cursors: request.cursors, limit: request.limit, nowMs })
  return {
    epoch,
    members: memberships.map(({ scope, role }) => ({ scope, role })),
    deltas: [...deltas],
    more: deltas.some((delta) => !delta.complete),
    ...(request.digests ? { digests: await readDigests(db, scopes) } : {}),
    durable: await durableRevisions(db, scopes),
  }
}

/**
 * One round trip: takes in what was pushed, then gives a page of each feed.
 *
 * Commits first and answers second; a repeat of the same push changes nothing and gets the same results.
 */
export async function sync(deps: AppDeps, caller: Caller, request: SyncRequest): Promise<SyncResponse> {
  if (request.device !== caller.device)
    throw new Problem('session/wrong-person', 'The session belongs to another device.')
  const received = await push(deps, caller, request)
  const pulled = await deps.store.read((db) => pull(db, caller, request, deps.clock.now()))
  return {
    now: new Date(deps.clock.now()).toISOString(),
    nonce: request.nonce,
    results: [...received.results],
    ...pulled,
  }
}
