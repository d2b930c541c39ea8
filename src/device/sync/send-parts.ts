import { backoffDelayMs } from '../../lib/backoff.ts'
import type { PartRow } from '../database/rows.ts'
import { withDb } from '../database/with-db.ts'
import { DeviceProblem } from '../device-problem.ts'
import { ApiProblem } from '../http/api-problem.ts'
import type { SyncParts } from './sync-parts.ts'
import { uploadPart } from './upload-part.ts'

/** Two in flight keep a slow line full; more would all end half-sent when it breaks. */
const inFlight = 2

export interface PartsProgress {
  readonly sentBytes: number
  readonly totalBytes: number
}

/** Photos of records that the server has; text goes first. Oldest first. */
async function dueParts({ db, clock }: SyncParts): Promise<readonly PartRow[]> {
  const rows = await db.parts
    .where('[sendState+nextAttemptAtMs]')
    .between(['queued', 0], ['queued', clock.now()], true, true)
    .toArray()
  const due: PartRow[] = []
  for (const row of rows.sort((left, right) => left.takenAtMs - right.takenAtMs)) {
    const entry = row.entryId === '' ? undefined : await db.journal.get(row.entryId)
    if (entry && entry.sendState !== 'queued') due.push(row)
  }
  return due
}

/** What ends the whole pass: no line, no session. Anything else is this photo's own trouble. */
const endsPass = (failure: unknown): boolean =>
  (failure instanceof DeviceProblem && failure.code.startsWith('network/')) ||
  (failure instanceof ApiProblem && (failure.retry === 'login' || failure.code === 'device/revoked'))

const codeOf = (failure: unknown): string =>
  failure instanceof ApiProblem || failure instanceof DeviceProblem ? failure.code : 'server/failed'

async function postpone(parts: SyncParts, row: PartRow, failure: unknown): Promise<void> {
  const { db, clock, random } = parts
  const askedMs = failure instanceof ApiProblem ? (failure.retryAfterMs ?? 0) : 0
  await withDb(db, parts.sleep, () =>
    db.parts.update(row.partId, {
      attempts: row.attempts + 1,
      nextAttemptAtMs: clock.now() + Math.max(askedMs, backoffDelayMs(row.attempts, random)),
      code: codeOf(failure),
    }),
  )
}

/**
 * Sends every due part; each on its own, so that one that cannot be sent holds up no other.
 *
 * Rejects only with what ends the pass; what it had sent by then stays sent.
 */
export async function sendParts(parts: SyncParts, onProgress: (progress: PartsProgress) => void): Promise<void> {
  const queue = [...(await withDb(parts.db, parts.sleep, () => dueParts(parts)))]
  const totalBytes = queue.reduce((sum, row) => sum + row.ref.sizeBytes, 0)
  const sentById = new Map<string, number>()
  const note = async (row: PartRow, bytesSent: number): Promise<void> => {
    sentById.set(row.partId, bytesSent)
    onProgress({ sentBytes: [...sentById.values()].reduce((sum, bytes) => sum + bytes, 0), totalBytes })
    await withDb(parts.db, parts.sleep, () => parts.db.parts.update(row.partId, { bytesSent }))
  }

  async function sendNext(): Promise<void> {
    for (let row = queue.shift(); row; row = queue.shift()) {
      const current = row
      try {
        await uploadPart(parts, current, (bytesSent) => note(current, bytesSent))
        await withDb(parts.db, parts.sleep, () =>
          parts.db.parts.update(current.partId, { sendState: 'stored', bytesSent: current.ref.sizeBytes, code: '' }),
        )
      } catch (failure) {
        if (endsPass(failure)) {
          queue.length = 0
          throw failure
        }
        await postpone(parts, current, failure)
      }
    }
  }

  if (totalBytes > 0) onProgress({ sentBytes: 0, totalBytes })
  const lanes = await Promise.allSettled(Array.from({ length: inFlight }, sendNext))
  const broken = lanes.find((lane): lane is PromiseRejectedResult => lane.status === 'rejected')
  if (broken) throw broken.reason
}
