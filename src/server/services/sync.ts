import type { SyncRequest, SyncResponse } from '../../protocol/sync.ts'
import type { AppDeps } from '../app-deps.ts'
import { isStoreFull, Problem } from '../problem.ts'
import type { Tx } from '../store/store.ts'
import { noteDeviceWord } from './device-word.ts'
import { beginEpoch, readEpoch } from './epoch.ts'
import { readDigests } from './feed-sums.ts'
import { membershipsOf } from './people.ts'
import { backupNotice, durableKept, durableRevisions } from './durable-revisions.ts'
import { LostRowsError } from './lost-rows.ts'
import { pullFeeds } from './pull-feed.ts'
import { createPushMarks, markPush } from './pushed-up-to.ts'
import { preparePush, receiveEntries, type Received } from './receive-entries.ts'
import type { Caller } from './sessions.ts'
import { proveWitnessed, witnessEntries } from './witness-entries.ts'

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
  const proven = proveWitnessed(deps.keys, request.witnessed ?? [])
  const { received, witnessedScopes } = await deps.store.write(async (tx) => {
    await noteDeviceWord(tx, request, deps.clock)
    // First: an author whom the older database does not know as a member is so not refused what was accepted once.
    const scopes = await witnessEntries(tx, caller.personId, proven, prepared.nowMs)
    return { received: await receiveEntries(tx, prepared), witnessedScopes: scopes }
  })
  // After COMMIT: whoever is told may ask at once.
  deps.live.publish(new Set([...received.touchedScopes, ...witnessedScopes]), caller.device)
  return received
}

/** A disk that is full takes nothing in and must still give: a device that pushes nothing is answered all the same. */
async function pushOrNothing(deps: AppDeps, caller: Caller, request: SyncRequest): Promise<Received> {
  try {
    return await push(deps, caller, request)
  } catch (failure) {
    const { entries, smallParts, witnessed = [] } = request
    const isEmpty = entries.length + smallParts.length + witnessed.length === 0
    if (isEmpty && isStoreFull(failure)) return { results: [], standing: [], touchedScopes: new Set() }
    throw failure
  }
}

type Pulled = Pick<
  SyncResponse,
  'epoch' | 'members' | 'deltas' | 'more' | 'digests' | 'durable' | 'backup' | 'pushedUpTo'
>

/** What the caller asks and what has just come of its push. */
interface Asked {
  readonly caller: Caller
  readonly request: SyncRequest
  readonly standing: Received['standing']
}

/** All of it from one snapshot, memberships included: a scope that was taken away a moment ago is not read. */
async function pull(deps: AppDeps, db: Tx, { caller, request, standing }: Asked): Promise<Pulled> {
  const { keys, clock, config } = deps
  const epoch = await readEpoch(db)
  const memberships = await membershipsOf(db, caller.personId)
  const scopes = memberships.map(({ scope }) => scope)
  const pushedUpTo = await markPush(db, createPushMarks(keys, epoch), request.pushedUpTo, standing)
  const deltas = await pullFeeds(db, {
    keys,
    epoch,
    memberships,
    cursors: request.cursors,
    limit: request.limit,
    nowMs: clock.now(),
  })
  return {
    epoch,
    members: memberships.map(({ scope, role }) => ({ scope, role })),
    deltas: [...deltas],
    more: deltas.some((delta) => !delta.complete),
    ...(request.digests ? { digests: await readDigests(db, scopes) } : {}),
    durable: {
      ...(await durableKept(db, caller.personId, request.keeping ?? [], config)),
      ...(await durableRevisions(db, scopes, config)),
    },
    ...(await backupNotice(db, config)),
    ...(pushedUpTo === null ? {} : { pushedUpTo }),
  }
}

/**
 * Pulls; where a cursor of ours or the mark of an earlier push knows more than there is, on a new timeline.
 *
 * Both bear our mark, so that nobody but a server that has lost rows can bring this about, and once: on the new timeline the
 * same cursor is an old one. What was accepted a moment ago stays accepted: the new timeline goes on from there.
 */
async function pullOnTimeline(deps: AppDeps, asked: Asked): Promise<Pulled> {
  const { store } = deps
  const epoch = await store.read(readEpoch)
  try {
    return await store.read((db) => pull(deps, db, asked))
  } catch (failure) {
    if (!(failure instanceof LostRowsError)) throw failure
    await beginEpoch(deps, epoch)
    return store.read((db) => pull(deps, db, asked))
  }
}

/** Nothing but what became of the push: the device will hold nothing of ours any more. */
async function lastAnswer(deps: AppDeps, { nonce }: SyncRequest, { results }: Received): Promise<SyncResponse> {
  return {
    now: new Date(deps.clock.now()).toISOString(),
    nonce,
    epoch: await deps.store.read(readEpoch),
    results: [...results],
    members: [],
    deltas: [],
    more: false,
    durable: {},
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
  const received = await pushOrNothing(deps, caller, request)
  if (request.lastUpload) return lastAnswer(deps, request, received)
  const { standing } = received
  const pulled = await pullOnTimeline(deps, { caller, request, standing })
  return {
    now: new Date(deps.clock.now()).toISOString(),
    nonce: request.nonce,
    results: [...received.results],
    ...pulled,
  }
}
