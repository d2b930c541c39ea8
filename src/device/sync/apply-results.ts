import type { EntryResult } from '../../protocol/sync.ts'
import type { XunhuDatabase } from '../database/database.ts'
import type { JournalRow } from '../database/rows.ts'
import { foldTables, refoldSubjects } from '../journal/refold.ts'

/** An accepted entry's positions came with it. */
async function settlePositions(db: XunhuDatabase, row: JournalRow): Promise<void> {
  for (const part of row.entry.parts) {
    if (part.kind === 'position') await db.parts.update(part.partId, { sendState: 'stored' })
  }
}

async function settle(db: XunhuDatabase, row: JournalRow, result: EntryResult): Promise<void> {
  const current = await db.journal.get(row.id)
  // The pull of another window may have brought it back already, with its stamp.
  if (!current || current.sendState !== 'queued') return
  await db.journal.put({
    ...current,
    sendState: result.status,
    rev: result.rev ?? 0,
    code: result.code ?? '',
    params: result.params ?? {},
    attempts: current.attempts + 1,
  })
  await settlePositions(db, row)
}

/**
 * Writes down what the server said of each pushed entry; the order of the push pairs them.
 *
 * An answer that names other ids than were sent is for another push and changes nothing.
 */
export async function applyResults(db: XunhuDatabase, pushed: readonly JournalRow[], results: readonly EntryResult[]): Promise<void> {
  const pairs = pushed.flatMap((row, index) => {
    const result = results[index]
    return result && (result.id === row.id || result.id === null) ? [{ row, result }] : []
  })
  await db.transaction('rw', [...foldTables(db), db.parts], async () => {
    for (const { row, result } of pairs) await settle(db, row, result)
    const withoutEffect = pairs.filter(({ result }) => result.status !== 'accepted')
    await refoldSubjects(db, withoutEffect.flatMap(({ row }) => row.subjects))
  })
}
