import { wireLimits, wireSchema } from '../../protocol/limits.ts'
import type { SyncRequest } from '../../protocol/sync.ts'
import { loadFact, saveFact } from '../database/facts.ts'
import type { XunhuDatabase } from '../database/database.ts'
import { withDb } from '../database/with-db.ts'
import { DeviceProblem } from '../device-problem.ts'
import { applyDelta } from './apply-delta.ts'
import { applyResults } from './apply-results.ts'
import { clockOffsetMs } from './clock-offset.ts'
import { collectPush, isAnyDue, type PushBatch, type PushChoice } from './collect-push.ts'
import { letGoOfEnded } from './ended-subjects.ts'
import { digestsOf, type FeedDigest } from './feed-digests.ts'
import { newestKept } from './leaving.ts'
import { applyMembers } from './lost-scopes.ts'
import { applyEpoch } from './new-epoch.ts'
import { postponePush } from './postpone-push.ts'
import { releaseLeaving } from './release-leaving.ts'
import { SyncAnswer } from './sync-answer.ts'
import type { SyncParts } from './sync-parts.ts'
import { collectWitnessed, isWitnessing, passWitnessed, type WitnessBatch } from './witness.ts'

export interface Exchanged {
  readonly pushed: number
  readonly received: number
  /** Another round trip is needed: more is queued here or waits there. */
  readonly more: boolean
  /** Where they were asked for: of the feeds that are wholly read. */
  readonly digests: readonly FeedDigest[]
}

export interface ExchangeOptions {
  readonly digests?: boolean
  /** What is due where it is left out. */
  readonly pushes?: PushChoice
}

const nonceBytes = 12

interface Batch extends PushBatch {
  readonly witness: WitnessBatch
}

async function collect(parts: SyncParts, { pushes = 'due' }: ExchangeOptions): Promise<Batch> {
  const batch = await collectPush(parts, pushes)
  return { ...batch, witness: await collectWitnessed(parts.db, batch.rows) }
}

async function buildRequest(parts: SyncParts, batch: Batch, options: ExchangeOptions): Promise<SyncRequest> {
  const { db, clock, random } = parts
  const keeping = await newestKept(db)
  const pushedUpTo = await loadFact(db, 'pushedUpTo')
  return {
    app: parts.appBuild,
    schema: wireSchema,
    device: parts.device,
    epoch: (await loadFact(db, 'epoch')) ?? null,
    nonce: [...random.bytes(nonceBytes)].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
    clock: { at: new Date(clock.now()).toISOString(), monoMs: Math.round(clock.monotonicMs()), bootId: parts.bootId },
    entries: batch.rows.map((row) => row.entry),
    smallParts: [...batch.smallParts],
    ...(batch.witness.witnessed.length > 0 ? { witnessed: [...batch.witness.witnessed] } : {}),
    ...(keeping.length > 0 ? { keeping: [...keeping] } : {}),
    ...(pushedUpTo === undefined ? {} : { pushedUpTo }),
    cursors: Object.fromEntries((await db.cursors.toArray()).map((row) => [row.scope, row.cursor])),
    limit: wireLimits.rowsPerPull,
    report: await parts.report(),
    ...(options.digests ? { digests: true } : {}),
  }
}

/** Calls, and takes nothing for an answer but one to this very call. */
async function call({ http, clock, db, sleep }: SyncParts, request: SyncRequest): Promise<SyncAnswer> {
  const startedMs = clock.monotonicMs()
  const answer = await http.call('POST', '/api/sync', SyncAnswer, { body: request })
  if (answer.nonce !== request.nonce) throw new DeviceProblem('network/not-ours')
  const offsetMs = clockOffsetMs(answer.now, {
    answeredAtMs: clock.now(),
    tookMs: clock.monotonicMs() - startedMs,
  })
  await withDb(db, sleep, () => saveFact(db, 'clockOffsetMs', offsetMs))
  return answer
}

/** How far the server's last backup goes; with none configured, how far it has written. */
async function applyDurable(db: XunhuDatabase, { durable, backup }: SyncAnswer): Promise<void> {
  await db.transaction('rw', db.facts, async () => {
    await saveFact(db, 'durable', durable)
    const { coversUntil } = backup ?? { coversUntil: null }
    const coversUntilMs = coversUntil === null ? null : Date.parse(coversUntil)
    await saveFact(db, 'backup', backup && { coversUntilMs })
  })
}

/** Each step is a transaction of its own and may be repeated: a kill between two of them costs a round trip, no row. */
async function applyAnswer(
  { db, personId }: SyncParts,
  batch: Batch,
  { cursors }: SyncRequest,
  answer: SyncAnswer,
): Promise<void> {
  // Before the timeline: what was shown on an older one is shown again on the next.
  await passWitnessed(db, batch.witness)
  // Before the results: a phone that knows something as accepted must know on which timeline, or a restore finds it silent.
  await applyEpoch(db, personId, answer)
  const answered = await applyResults(db, batch, answer)
  // Whoever says nothing of what was pushed would be asked for ever.
  if (answered < batch.rows.length) throw new DeviceProblem('network/not-ours')
  await applyMembers(db, answer.members)
  for (const delta of answer.deltas) await applyDelta(db, delta, cursors[delta.scope] ?? null)
  await applyDurable(db, answer)
  await letGoOfEnded(db)
  await releaseLeaving(db)
}

/** Whether a page of any feed moved its cursor and has more behind it. */
const hasMore = ({ cursors }: SyncRequest, { deltas }: SyncAnswer): boolean =>
  deltas.some(({ scope, complete, to }) => !complete && cursors[scope] !== to)

/** One round trip: pushes what is due, applies what comes back. Rejects as the HTTP client does. */
export async function exchange(parts: SyncParts, options: ExchangeOptions = {}): Promise<Exchanged> {
  const { db, clock, sleep, personId } = parts
  const batch = await withDb(db, sleep, () => collect(parts, options))
  const request = await withDb(db, sleep, () => buildRequest(parts, batch, options))
  try {
    const answer = await call(parts, request)
    await withDb(db, sleep, () => applyAnswer(parts, batch, request, answer))
    const isLeft = await withDb(db, sleep, () => isAnyDue(db, personId, clock.now()))
    const isShowing = await withDb(db, sleep, () => isWitnessing(db))
    return {
      pushed: batch.rows.length,
      received: answer.deltas.reduce((sum, delta) => sum + delta.entries.length + delta.assignments.length, 0),
      more: hasMore(request, answer) || isLeft || isShowing,
      digests: digestsOf(answer),
    }
  } catch (failure) {
    await postponePush(parts, batch.rows, failure)
    throw failure
  }
}
