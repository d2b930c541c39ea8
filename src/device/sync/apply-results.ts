import type { XunhuDatabase } from '../database/database.ts'
import type { JournalRow } from '../database/rows.ts'
import { foldTables, refoldSubjects } from '../journal/refold.ts'
import type { PushBatch } from './collect-push.ts'
import { keepForeign } from './leaving.ts'
import type { PushResult, SyncAnswer } from './sync-answer.ts'

interface Answered {
  readonly row: JournalRow
  readonly result: PushResult
}

const settled = (row: JournalRow, result: PushResult): JournalRow => ({
  ...row,
  sendState: result.status,
  rev: result.rev ?? 0,
  code: result.code ?? '',
  params: result.params ?? {},
  attempts: row.attempts + 1,
})

/** Another window may have had its answer already, or a person has corrected meanwhile what was offered once more. */
const isStillAsked = (pushed: JournalRow, now: JournalRow): boolean =>
  now.sendState === pushed.sendState && now.params['answeredBy'] === undefined

/** Of the rows as they are now. */
async function settle(db: XunhuDatabase, answered: readonly Answered[]): Promise<void> {
  const current = await db.journal.bulkGet(answered.map(({ row }) => row.id))
  const rows = answered.flatMap(({ row: pushed, result }, index) => {
    const row = current[index]
    return row && isStillAsked(pushed, row) ? [settled(row, result)] : []
  })
  await db.journal.bulkPut(rows)
  await keepForeign(
    db,
    rows.filter(({ sendState }) => sendState === 'accepted'),
  )
}

/**
 * Positions that rode along are stored where their entry was accepted.
 *
 * Those of one that was refused go the way of its photos: a server that went back in time may have its entry admitted yet, by
 * somebody who was shown it, and asks for nothing by itself.
 */
async function settlePositions(
  db: XunhuDatabase,
  answered: readonly Answered[],
  batch: PushBatch,
  storedAtMs: number,
): Promise<void> {
  const accepted = answered.filter(({ result }) => result.status === 'accepted')
  const entryIds = new Set<string>(accepted.map(({ row }) => row.id))
  const parts = await db.parts.bulkGet(batch.smallParts.map(({ partId }) => partId))
  await db.parts.bulkPut(
    parts.flatMap((part) =>
      part && entryIds.has(part.entryId) ? [{ ...part, sendState: 'stored' as const, storedAtMs, code: '' }] : [],
    ),
  )
}

/**
 * Writes down what the server said of each pushed entry; returns how many were answered for.
 *
 * The order of the push pairs them, and a result that names another entry than the one at its place counts for none.
 */
export async function applyResults(
  db: XunhuDatabase,
  batch: PushBatch,
  { results, now }: Pick<SyncAnswer, 'results' | 'now'>,
): Promise<number> {
  const pairs: readonly Answered[] = batch.rows.flatMap((row, index) => {
    const result = results[index]
    return result && (result.id === row.id || result.id === null) ? [{ row, result }] : []
  })
  await db.transaction('rw', [...foldTables(db), db.parts, db.facts], async () => {
    await settle(db, pairs)
    await settlePositions(db, pairs, batch, Date.parse(now))
    // What waits for its first answer counts already; only what had no effect, or has none now, changes what is known.
    const changed = pairs.filter(({ row, result }) => row.sendState !== 'queued' || result.status !== 'accepted')
    await refoldSubjects(
      db,
      changed.flatMap(({ row }) => row.subjects),
    )
  })
  return pairs.length
}
