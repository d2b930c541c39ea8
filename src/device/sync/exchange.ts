import { wireLimits, wireSchema } from '../../protocol/limits.ts'
import { SyncResponse, type SyncRequest } from '../../protocol/sync.ts'
import { loadFact, saveFact } from '../database/facts.ts'
import { withDb } from '../database/with-db.ts'
import { DeviceProblem } from '../device-problem.ts'
import { applyDelta } from './apply-delta.ts'
import { applyResults } from './apply-results.ts'
import { collectPush, type PushBatch } from './collect-push.ts'
import { applyMembers } from './lost-scopes.ts'
import { applyEpoch } from './new-epoch.ts'
import type { SyncParts } from './sync-parts.ts'

export interface Exchanged {
  readonly pushed: number
  readonly received: number
  /** Another round trip is needed: more is queued here or waits there. */
  readonly more: boolean
}

async function buildRequest(parts: SyncParts, batch: PushBatch): Promise<SyncRequest> {
  const { db, clock, random } = parts
  const cursors = Object.fromEntries((await db.cursors.toArray()).map((row) => [row.scope, row.cursor]))
  return {
    app: parts.appBuild,
    schema: wireSchema,
    device: parts.device,
    epoch: (await loadFact(db, 'epoch')) ?? null,
    nonce: [...random.bytes(12)].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
    clock: { at: new Date(clock.now()).toISOString(), monoMs: Math.round(clock.monotonicMs()), bootId: parts.bootId },
    entries: batch.rows.map((row) => row.entry),
    smallParts: [...batch.smallParts],
    cursors,
    limit: wireLimits.rowsPerPull,
    report: await parts.report(),
  }
}

/** Server time against the middle of the round trip: the answer was written about then. */
const offsetMs = (response: SyncResponse, sentMs: number, arrivedMs: number): number =>
  Math.round(Date.parse(response.now) - (sentMs + arrivedMs) / 2)

async function applyResponse(parts: SyncParts, batch: PushBatch, response: SyncResponse): Promise<boolean> {
  const { db, personId } = parts
  await applyResults(db, batch.rows, response.results)
  if (await applyEpoch(db, personId, response.epoch)) return true
  await applyMembers(db, response.members)
  for (const delta of response.deltas) await applyDelta(db, delta)
  await saveFact(db, 'durable', response.durable)
  return response.more
}

/** One round trip: pushes what is due, applies what comes back. Rejects as the HTTP client does. */
export async function exchange(parts: SyncParts): Promise<Exchanged> {
  const { db, clock, http, sleep } = parts
  const batch = await withDb(db, sleep, () => collectPush(db, parts.personId, clock.now()))
  const request = await withDb(db, sleep, () => buildRequest(parts, batch))
  const sentMs = clock.now()
  const response = await http.call('POST', '/api/sync', SyncResponse, { body: request })
  if (response.nonce !== request.nonce) throw new DeviceProblem('network/not-ours')
  await withDb(db, sleep, () => saveFact(db, 'clockOffsetMs', offsetMs(response, sentMs, clock.now())))
  const more = await withDb(db, sleep, () => applyResponse(parts, batch, response))
  const left = await withDb(db, sleep, () => collectPush(db, parts.personId, clock.now()))
  return {
    pushed: batch.rows.length,
    received: response.deltas.reduce((sum, delta) => sum + delta.entries.length + delta.assignments.length, 0),
    more: more || left.rows.length > 0,
  }
}
