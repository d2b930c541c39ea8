import type { ScopeId } from '../../domain/ids.ts'
import { addRow, type BlockSums } from '../../protocol/feed-digest.ts'
import type { XunhuDatabase } from '../database/database.ts'
import { addSums, heldOf } from './held-rows.ts'

/** The digest of a feed as this device can account for it. */
export interface HeldSums {
  readonly cursor: string
  readonly isComplete: boolean
  readonly sums: BlockSums
}

/**
 * Sums what the device really holds of a feed, and what it was spared. Null where it has not read the feed.
 *
 * From the keys in the tables, never from a running sum: a row that was lost must be missed. An entry counts if its record is
 * there too.
 */
export async function sumHeld(db: XunhuDatabase, scope: ScopeId): Promise<HeldSums | null> {
  return db.transaction('r', [db.journal, db.held, db.assignments, db.cursors], async () => {
    const row = await db.cursors.get(scope)
    if (!row) return null
    const records = new Set<string>(await db.journal.toCollection().primaryKeys())
    const sums: BlockSums = new Map()
    for (const { id, rev } of await heldOf(db, scope).toArray()) if (records.has(id)) addRow(sums, id, rev)
    await db.assignments
      .where('scope')
      .equals(scope)
      .each(({ key, rev }) => addRow(sums, key, rev))
    addSums(sums, row.leftOut ?? [])
    return { cursor: row.cursor, isComplete: row.complete === 'yes', sums }
  })
}

/** Blocks in which the two differ; a block that one of them does not name is empty there. */
export function unequalBlocks(mine: BlockSums, theirs: BlockSums): readonly number[] {
  const blocks = new Set([...mine.keys(), ...theirs.keys()])
  return [...blocks].filter((block) => (mine.get(block) ?? 0) !== (theirs.get(block) ?? 0)).sort((a, b) => a - b)
}
