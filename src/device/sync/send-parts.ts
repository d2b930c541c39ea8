import { backoffDelayMs } from '../../lib/backoff.ts'
import type { PartId } from '../../domain/ids.ts'
import { wireLimits } from '../../protocol/limits.ts'
import { loadFact } from '../database/facts.ts'
import type { PartRow } from '../database/rows.ts'
import { withDb } from '../database/with-db.ts'
import { DeviceProblem } from '../device-problem.ts'
import { ApiProblem } from '../http/api-problem.ts'
import { askMissing, type Need } from './ask-missing.ts'
import { loadDueParts } from './due-parts.ts'
import type { SyncParts } from './sync-parts.ts'
import { uploadPart } from './upload-part.ts'

/** Two in flight keep a slow line full; more would all end half-sent when it breaks. */
const inFlight = 2

export interface PartsProgress {
  readonly sentBytes: number
  readonly totalBytes: number
}

/** Undefined before the first contact. */
type Epoch = string | undefined

export interface SendOptions {
  onProgress(progress: PartsProgress): void
  /** Asked before each part; false: end after those in flight. A rejection ends the call as one that concerns all parts. */
  mayGoOn(): Promise<boolean>
}

/** What passes for every part alike: no line, no session, a server that asks all to wait. Anything else is this part's own. */
function concernsAll(failure: unknown): boolean {
  if (failure instanceof DeviceProblem) return ['network/unreachable', 'network/not-ours'].includes(failure.code)
  if (!(failure instanceof ApiProblem)) return false
  const isAskedToWait = failure.retryAfterMs !== undefined || failure.code === 'store/unavailable'
  return isAskedToWait || failure.retry === 'login' || failure.code === 'device/revoked'
}

const codeOf = (failure: unknown): string =>
  failure instanceof ApiProblem || failure instanceof DeviceProblem ? failure.code : 'server/failed'

const update = ({ db, sleep }: SyncParts, partId: PartId, changes: Partial<PartRow>): Promise<unknown> =>
  withDb(db, sleep, () => db.parts.update(partId, changes))

/**
 * Takes the server's word that it holds a part, where that was said on the timeline which is still the server's.
 *
 * Text is exchanged beside the parts: it may have brought a restore since `epoch` was read, or that the part was erased.
 */
async function keepStored({ db, clock, sleep }: SyncParts, { partId, ref }: PartRow, epoch: Epoch): Promise<void> {
  await withDb(db, sleep, () =>
    db.transaction('rw', db.parts, db.facts, async () => {
      const isStillSo = (await loadFact(db, 'epoch')) === epoch
      const row = await db.parts.get(partId)
      if (!isStillSo || row?.sendState !== 'queued') return
      const storedAtMs = clock.now() + ((await loadFact(db, 'clockOffsetMs')) ?? 0)
      await db.parts.update(partId, { sendState: 'stored', storedAtMs, bytesSent: ref.sizeBytes, code: '' })
    }),
  )
}

/** Later again, for as long as it takes: nothing is ever dropped, and its code is shown. */
const postpone = (parts: SyncParts, { partId, attempts }: PartRow, failure: unknown): Promise<unknown> =>
  update(parts, partId, {
    attempts: attempts + 1,
    nextAttemptAtMs: parts.clock.now() + backoffDelayMs(attempts, parts.random),
    code: codeOf(failure),
  })

/** Counts what has gone of all that is due; each part's own share is kept on its row. */
function createProgress(parts: SyncParts, due: readonly PartRow[], onProgress: SendOptions['onProgress']) {
  const totalBytes = due.reduce((sum, row) => sum + row.ref.sizeBytes, 0)
  const sentById = new Map<PartId, number>()
  return async (partId: PartId, bytesSent: number): Promise<void> => {
    sentById.set(partId, bytesSent)
    onProgress({ sentBytes: [...sentById.values()].reduce((sum, bytes) => sum + bytes, 0), totalBytes })
    await update(parts, partId, { bytesSent })
  }
}

async function sendOne(
  parts: SyncParts,
  row: PartRow,
  need: Need,
  epoch: Epoch,
  note: (partId: PartId, bytesSent: number) => Promise<void>,
): Promise<void> {
  try {
    if (need !== 'stored') await uploadPart(parts, row, need, (bytesSent) => note(row.partId, bytesSent))
    await keepStored(parts, row, epoch)
  } catch (failure) {
    if (concernsAll(failure)) throw failure
    await postpone(parts, row, failure)
  }
}

/** Works through the queue with a few at once; the first failure that concerns all ends every lane after its part. */
async function inLanes<T>(
  queue: T[],
  mayGoOn: () => Promise<boolean>,
  work: (item: T) => Promise<void>,
): Promise<void> {
  async function lane(): Promise<void> {
    try {
      while (await mayGoOn()) {
        const item = queue.shift()
        if (item === undefined) return
        await work(item)
      }
    } catch (failure) {
      queue.length = 0
      throw failure
    }
  }
  const lanes = await Promise.allSettled(Array.from({ length: inFlight }, lane))
  const broken = lanes.find((outcome): outcome is PromiseRejectedResult => outcome.status === 'rejected')
  if (broken) throw broken.reason
}

/**
 * Sends every due part; each on its own, so that one that cannot be sent holds up no other.
 *
 * Rejects only with what concerns all of them; what it had sent by then stays sent.
 */
export async function sendParts(parts: SyncParts, { onProgress, mayGoOn }: SendOptions): Promise<void> {
  const due = await withDb(parts.db, parts.sleep, () => loadDueParts(parts.db, parts.clock.now()))
  const note = createProgress(parts, due, onProgress)
  for (let from = 0; from < due.length && (await mayGoOn()); from += wireLimits.partsPerHave) {
    const group = due.slice(from, from + wireLimits.partsPerHave)
    const epoch = await withDb(parts.db, parts.sleep, () => loadFact(parts.db, 'epoch'))
    const needs = await askMissing(
      parts.http,
      group.map(({ ref }) => ref),
    )
    await inLanes([...group], mayGoOn, (row) => sendOne(parts, row, needs.get(row.partId) ?? [], epoch, note))
  }
}
