import { wireLimits, wireSchema } from '../../protocol/limits.ts'
import type { SyncRequest } from '../../protocol/sync.ts'
import { loadFact } from '../database/facts.ts'
import { withDb } from '../database/with-db.ts'
import { DeviceProblem } from '../device-problem.ts'
import { applyResults } from '../sync/apply-results.ts'
import { collectPush, type PushBatch } from '../sync/collect-push.ts'
import { loadDueParts } from '../sync/due-parts.ts'
import { applyEpoch } from '../sync/new-epoch.ts'
import { forgetWaits, postponePush } from '../sync/postpone-push.ts'
import { sendParts } from '../sync/send-parts.ts'
import { SyncAnswer } from '../sync/sync-answer.ts'
import type { SyncParts } from '../sync/sync-parts.ts'

/** Each round leaves less behind: so many are a fault, and the next try begins anew. */
const mostRounds = 2_000

const collect = ({ db, sleep, digest, personId, clock }: SyncParts): Promise<PushBatch> =>
  withDb(db, sleep, () => collectPush({ db, digest, personId, clock }, 'due'))

async function requestOf(parts: SyncParts, batch: PushBatch): Promise<SyncRequest> {
  const { clock, random } = parts
  return {
    app: parts.appBuild,
    schema: wireSchema,
    device: parts.device,
    epoch: (await withDb(parts.db, parts.sleep, () => loadFact(parts.db, 'epoch'))) ?? null,
    nonce: [...random.bytes(12)].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
    clock: { at: new Date(clock.now()).toISOString(), monoMs: Math.round(clock.monotonicMs()), bootId: parts.bootId },
    entries: batch.rows.map((row) => row.entry),
    smallParts: [...batch.smallParts],
    cursors: {},
    limit: wireLimits.rowsPerPull,
    report: await parts.report(),
    lastUpload: true,
  }
}

/** One push; what the server says of each entry is written down, as by any sync. */
async function push(parts: SyncParts, batch: PushBatch): Promise<void> {
  const { db, sleep, http, personId } = parts
  const request = await requestOf(parts, batch)
  const answer = await http.call('POST', '/api/sync', SyncAnswer, { body: request })
  if (answer.nonce !== request.nonce) throw new DeviceProblem('network/not-ours')
  await withDb(db, sleep, async () => {
    // A server that was set back may lack what it had accepted: then all of it goes once more.
    await applyEpoch(db, personId, answer)
    if ((await applyResults(db, batch, answer)) < batch.rows.length) throw new DeviceProblem('network/not-ours')
  })
}

async function pushAll(parts: SyncParts): Promise<void> {
  for (let round = 0; round < mostRounds; round += 1) {
    const batch = await collect(parts)
    try {
      await push(parts, batch)
    } catch (failure) {
      await postponePush(parts, batch.rows, failure)
      throw failure
    }
    if ((await collect(parts)).rows.length === 0) return
  }
}

/** Records that the server has not answered for, and photos of records that are still to be sent and whose bytes are here. */
async function isAllSent({ db, sleep, personId }: SyncParts): Promise<boolean> {
  return withDb(db, sleep, async () => {
    const queued = await db.journal
      .where('sendState')
      .equals('queued')
      .filter((row) => row.author === personId)
      .count()
    const parts = await loadDueParts(db, Number.MAX_SAFE_INTEGER)
    const bytes = await db.partBytes
      .where('partId')
      .anyOf(parts.map(({ partId }) => partId))
      .count()
    return queued + bytes === 0
  })
}

/**
 * Sends all that this person recorded here and the server does not hold yet: text first, then photos. Nothing is fetched.
 *
 * Resolves when all of it has been received: accepted, or kept by the server with the reason why it has no effect. Rejects as
 * the HTTP client does, or with `network/unreachable` where something waits for another try; what was sent by then stays sent.
 */
export async function uploadLast(parts: SyncParts): Promise<void> {
  await forgetWaits(parts)
  await pushAll(parts)
  await sendParts(parts, { onProgress: () => undefined, mayGoOn: () => Promise.resolve(true) })
  if (!(await isAllSent(parts))) throw new DeviceProblem('network/unreachable')
  // The office sees what this phone last said of itself: now it says that nothing is left.
  await push(parts, await collect(parts))
}
