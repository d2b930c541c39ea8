import { wireLimits } from '../../protocol/limits.ts'
import type { SmallPart } from '../../protocol/sync.ts'
import type { PersonId } from '../../domain/ids.ts'
import type { XunhuDatabase } from '../database/database.ts'
import type { JournalRow } from '../database/rows.ts'
import type { Digest } from '../journal/digest.ts'
import type { SyncParts } from './sync-parts.ts'

export interface PushBatch {
  readonly rows: readonly JournalRow[]
  readonly smallParts: readonly SmallPart[]
}

/** Room for the envelope of a push and the reports and cursors in it. */
const reservedBytes = 64 * 1024
/** After each failed push its entries travel in groups of an eighth: 200, 25, 3, then alone. */
const splitBy = 8

const toBase64 = (bytes: ArrayBuffer): string => btoa(String.fromCharCode(...new Uint8Array(bytes)))

/** One that bears a receipt rides twice: as its author's, and as witnessed. */
const bytesOf = ({ entry, receipt }: JournalRow): number =>
  new TextEncoder().encode(JSON.stringify(entry)).length * (receipt ? 2 : 1)

/** Recorded here, not answered for by the server, and due. */
const dueRows = (db: XunhuDatabase, author: PersonId, nowMs: number) =>
  db.journal
    .where('[sendState+nextAttemptAtMs]')
    .between(['queued', 0], ['queued', nowMs], true, true)
    .filter((row) => row.author === author)

export const isAnyDue = async (db: XunhuDatabase, author: PersonId, nowMs: number): Promise<boolean> =>
  (await dueRows(db, author, nowMs).first()) !== undefined

/** What never failed was never postponed: one push of it, without looking at the whole day that waits behind it. */
async function loadNeverFailed(db: XunhuDatabase, author: PersonId): Promise<readonly JournalRow[]> {
  const first = await db.journal
    .where('[sendState+nextAttemptAtMs]')
    .equals(['queued', 0])
    .limit(wireLimits.entriesPerPush)
    .toArray()
  return first.filter((row) => row.author === author && row.attempts === 0)
}

/** Oldest first; those that failed only when no other is found. */
async function loadDue(db: XunhuDatabase, author: PersonId, nowMs: number): Promise<readonly JournalRow[]> {
  const neverFailed = await loadNeverFailed(db, author)
  // The index gives those of one moment in the order of their ids.
  if (neverFailed.length > 0) return neverFailed
  const due = await dueRows(db, author, nowMs).toArray()
  return due.sort((left, right) => (left.id < right.id ? -1 : 1))
}

/**
 * The next push: no more than the wire takes, and never an entry that failed beside one that did not.
 *
 * The one entry on which a server stumbles is so alone after three failures and holds up no other. The first always fits, so
 * that a large entry cannot stop the queue.
 */
export function takeWhatFits(due: readonly JournalRow[]): readonly JournalRow[] {
  const leastAttempts = Math.min(...due.map((row) => row.attempts))
  const mostRows = Math.max(1, Math.floor(wireLimits.entriesPerPush / splitBy ** leastAttempts))
  const taken: JournalRow[] = []
  let bytes = reservedBytes
  for (const row of due.filter((item) => item.attempts === leastAttempts)) {
    bytes += bytesOf(row)
    if (taken.length >= mostRows || (taken.length > 0 && bytes > wireLimits.pushBytes)) break
    taken.push(row)
  }
  return taken
}

/**
 * Positions that ride along with their entries.
 *
 * One whose bytes are gone or changed stays behind and is sent with the photos, where its failure is written on its row.
 */
async function collectSmallParts(
  db: XunhuDatabase,
  digest: Digest,
  rows: readonly JournalRow[],
): Promise<readonly SmallPart[]> {
  const collected: SmallPart[] = []
  for (const { kind, partId, sha256 } of rows.flatMap((row) => row.entry.parts)) {
    if (kind !== 'position' || collected.length === wireLimits.entriesPerPush) continue
    const bytes = (await db.partBytes.get(partId))?.bytes
    if (!bytes || bytes.byteLength > wireLimits.smallPartBytes || (await digest(bytes)) !== sha256) continue
    collected.push({ partId, sha256, base64: toBase64(bytes) })
  }
  return collected
}

/**
 * What the server has decided against and nobody has corrected since: a newer answer may be another.
 *
 * A server that went back in time may not know it any more, and one that was shown it by others may have let it in.
 */
export async function loadDecidedAgainst(db: XunhuDatabase, author: PersonId): Promise<readonly JournalRow[]> {
  const rows = await db.journal
    .where('sendState')
    .anyOf('refused', 'quarantined')
    .filter((row) => row.author === author && row.params['answeredBy'] === undefined)
    .toArray()
  // They did not fail: they were answered, and go together again.
  return rows.map((row) => ({ ...row, attempts: 0 }))
}

/** `due`: what waits for its first answer. `decidedAgainst`: what is offered once more. */
export type PushChoice = 'due' | 'decidedAgainst'

export async function collectPush(
  { db, digest, personId, clock }: Pick<SyncParts, 'db' | 'digest' | 'personId' | 'clock'>,
  choice: PushChoice,
): Promise<PushBatch> {
  const chosen = choice === 'due' ? loadDue(db, personId, clock.now()) : loadDecidedAgainst(db, personId)
  const rows = takeWhatFits(await chosen)
  return { rows, smallParts: await collectSmallParts(db, digest, rows) }
}
