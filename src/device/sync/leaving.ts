import { wireLimits } from '../../protocol/limits.ts'
import type { EntryId } from '../../domain/ids.ts'
import type { XunhuDatabase } from '../database/database.ts'
import { loadFact, saveFact } from '../database/facts.ts'
import type { JournalRow } from '../database/rows.ts'

const loadLeaving = async (db: XunhuDatabase): Promise<readonly EntryId[]> => (await loadFact(db, 'leaving')) ?? []

/** Writes down records that go as soon as a backup has them, inside the caller's transaction. */
export async function keepLeaving(db: XunhuDatabase, ids: readonly EntryId[]): Promise<void> {
  if (ids.length === 0) return
  await saveFact(db, 'leaving', [...new Set([...(await loadLeaving(db)), ...ids])])
}

/**
 * Of what the server has just accepted, that which is at home in no squad of the person: no loss of a scope will ask about it.
 *
 * Such as a record whose answer was lost before the person moved, and one about a subject that was granted to their squad.
 */
export async function keepForeign(db: XunhuDatabase, accepted: readonly JournalRow[]): Promise<void> {
  const members = new Set((await loadFact(db, 'members'))?.map(({ scope }) => scope))
  await keepLeaving(
    db,
    accepted.filter(({ scope }) => !members.has(scope)).map(({ id }) => id),
  )
}

/** The newest of the records that are kept for a backup, one of each scope: how far those are covered the server is asked. */
export async function newestKept(db: XunhuDatabase): Promise<readonly EntryId[]> {
  const newest = new Map<string, JournalRow>()
  for (const row of await db.journal.bulkGet([...(await loadLeaving(db))])) {
    if (row?.sendState !== 'accepted') continue
    const before = newest.get(row.scope)
    if (!before || before.rev < row.rev) newest.set(row.scope, row)
  }
  return [...newest.values()].slice(0, wireLimits.keptScopes).map(({ id }) => id)
}
