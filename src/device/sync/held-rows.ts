import type { EntryId, ScopeId, SubjectId } from '../../domain/ids.ts'
import { addRow, addToSum, takeRow, type BlockSums } from '../../protocol/feed-digest.ts'
import type { XunhuDatabase } from '../database/database.ts'
import type { HeldRow } from '../database/rows.ts'

/**
 * Which entries a feed has given to this device, and what of that feed is accounted for without being held.
 *
 * An entry may be held through several feeds. What is held and what was left out give together the feed's digest, so every
 * row that leaves `held` without the feed having lost it is added to what was left out.
 */

const keyOf = ({ scope, id }: Pick<HeldRow, 'scope' | 'id'>): [ScopeId, string] => [scope, id]

/** Notes that the feed gave these rows; a row that it gave before at another revision is accounted for there. */
export async function holdRows(db: XunhuDatabase, rows: readonly HeldRow[], leftOut: BlockSums): Promise<void> {
  const known = await db.held.bulkGet(rows.map(keyOf))
  for (const [index, row] of rows.entries()) {
    const before = known[index]
    if (before && before.rev !== row.rev) addRow(leftOut, before.id, before.rev)
  }
  await db.held.bulkPut([...rows])
}

/** Rows out of turn: those that were left out before are now held. */
export async function holdEarlierRows(db: XunhuDatabase, rows: readonly HeldRow[], leftOut: BlockSums): Promise<void> {
  const known = await db.held.bulkGet(rows.map(keyOf))
  const unheld = rows.filter((row, index) => known[index]?.rev !== row.rev)
  for (const row of unheld) takeRow(leftOut, row.id, row.rev)
  await holdRows(db, unheld, leftOut)
}

/** What the feed gave of a subject up to a revision is held through it no more; returns the entries. */
export async function releaseSubject(
  db: XunhuDatabase,
  scope: ScopeId,
  ended: { readonly subject: string; readonly rev: number },
  leftOut: BlockSums,
): Promise<readonly EntryId[]> {
  const about = await db.journal
    .where('subjects')
    .equals(ended.subject)
    .filter(({ subjects }) => subjects[0] === (ended.subject as SubjectId))
    .primaryKeys()
  const held = await db.held.bulkGet(about.map((id) => keyOf({ scope, id })))
  const released = held.flatMap((row) => (row && row.rev <= ended.rev ? [row] : []))
  for (const row of released) addRow(leftOut, row.id, row.rev)
  await db.held.bulkDelete(released.map(keyOf))
  return released.map((row) => row.id as EntryId)
}

export const heldOf = (db: XunhuDatabase, scope: ScopeId) =>
  db.held.where('[scope+id]').between([scope, ''], [scope, '\uffff'])

/** Nothing is held through this feed any more; returns what was. */
export async function releaseScope(db: XunhuDatabase, scope: ScopeId): Promise<readonly EntryId[]> {
  const rows = await heldOf(db, scope).toArray()
  await heldOf(db, scope).delete()
  return rows.map((row) => row.id as EntryId)
}

/** Of these entries, those that one of these feeds shows. */
export async function shownBy(
  db: XunhuDatabase,
  scopes: readonly ScopeId[],
  ids: readonly EntryId[],
): Promise<ReadonlySet<EntryId>> {
  const shown = new Set<EntryId>()
  for (const scope of scopes) {
    const rows = await db.held.bulkGet(ids.map((id) => keyOf({ scope, id })))
    for (const [index, id] of ids.entries()) if (rows[index]) shown.add(id)
  }
  return shown
}

/** Sums of a page put to those of the pages before. */
export function addSums(sums: BlockSums, added: Iterable<readonly [block: number, sum: number]>): void {
  for (const [block, sum] of added) sums.set(block, addToSum(sums.get(block) ?? 0, sum))
}
