import type { XunhuDatabase } from '../database/database.ts'
import type { JournalRow } from '../database/rows.ts'
import { foldTables, refoldSubjects } from '../journal/refold.ts'
import type { PushBatch } from './collect-push.ts'
import type { PushResult } from './sync-answer.ts'

async function settle(db: XunhuDatabase, { id }: JournalRow, result: PushResult): Promise<void> {
  const current = await db.journal.get(id)
  // Another window may have had its answer already.
  if (current?.sendState !== 'queued') return
  await db.journal.put({
    ...current,
    sendState: result.status,
    rev: result.rev ?? 0,
    code: result.code ?? '',
    params: result.params ?? {},
    attempts: current.attempts + 1,
  })
}

/** Positions that rode along are where their entry is. */
async function settlePositions(db: XunhuDatabase, settled: readonly JournalRow[], batch: PushBatch): Promise<void> {
  const entryIds = new Set<string>(settled.map((row) => row.id))
  for (const { partId } of batch.smallParts) {
    const part = await db.parts.get(partId)
    if (part && entryIds.has(part.entryId)) await db.parts.update(partId, { sendState: 'stored', code: '' })
  }
}

/**
 * Writes down what the server said of each pushed entry; returns how many were answered for.
 *
 * The order of the push pairs them, and a result that names another entry than the one at its place counts for none.
 */
export async function applyResults(
  db: XunhuDatabase,
  batch: PushBatch,
  results: readonly PushResult[],
): Promise<number> {
  const pairs = batch.rows.flatMap((row, index) => {
    const result = results[index]
    return result && (result.id === row.id || result.id === null) ? [{ row, result }] : []
  })
  await db.transaction('rw', [...foldTables(db), db.parts], async () => {
    for (const { row, result } of pairs) await settle(db, row, result)
    await settlePositions(
      db,
      pairs.map(({ row }) => row),
      batch,
    )
    const withoutEffect = pairs.filter(({ result }) => result.status !== 'accepted')
    await refoldSubjects(
      db,
      withoutEffect.flatMap(({ row }) => row.subjects),
    )
  })
  return pairs.length
}
