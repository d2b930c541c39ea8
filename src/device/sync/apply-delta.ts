import type { EntryId, SubjectId } from '../../domain/ids.ts'
import type { BlockSums } from '../../protocol/feed-digest.ts'
import type { XunhuDatabase } from '../database/database.ts'
import type { CursorRow } from '../database/rows.ts'
import { refoldSubjects } from '../journal/refold.ts'
import { noteEnded } from './ended-subjects.ts'
import { eraseParts } from './erase-parts.ts'
import { addSums, holdEarlierRows, holdRows, releaseScope, releaseSubject } from './held-rows.ts'
import { letGo, letGoTables } from './let-go.ts'
import { keyOf, storeEntries, toAssignmentRow, toHeldRow } from './pulled-rows.ts'
import type { PulledDelta } from './sync-answer.ts'

/** A document that moved to another scope of this person is gone from here and not from there, whichever page came first. */
async function removeGone(db: XunhuDatabase, { scope, gone }: PulledDelta): Promise<void> {
  const rows = await db.assignments.bulkGet(gone.map(keyOf))
  const ended = rows.filter((row, index) => row?.scope === scope && row.rev <= (gone[index]?.rev ?? 0))
  await db.assignments.bulkDelete(ended.flatMap((row) => (row ? [row.key] : [])))
}

/**
 * Ends a reset once its last page is here: documents that it did not name are gone.
 *
 * Until then the old ones stay: an officer who loses the line between two pages still sees today's shift.
 */
async function sweepAfterReset(db: XunhuDatabase, delta: PulledDelta): Promise<Pick<CursorRow, 'seenSinceReset'>> {
  const before = delta.reset ? [] : (await db.cursors.get(delta.scope))?.seenSinceReset
  if (!before) return {}
  const seen = [...before, ...delta.assignments.map(keyOf)]
  if (!delta.complete) return { seenSinceReset: seen }
  const kept = new Set(seen)
  await db.assignments
    .where('scope')
    .equals(delta.scope)
    .filter((row) => !kept.has(row.key))
    .delete()
  return {}
}

/** Writes down what the feed has given with this page and what it spared us; returns the sums of the latter. */
async function account(db: XunhuDatabase, delta: PulledDelta, cursor: CursorRow | undefined): Promise<BlockSums> {
  // What follows a reset starts from nothing; entries stay, for the pages bring them again.
  if (delta.reset) await releaseScope(db, delta.scope)
  const leftOut: BlockSums = new Map(delta.reset ? [] : (cursor?.leftOut ?? []))
  addSums(leftOut, delta.leftOut ?? [])
  await holdEarlierRows(
    db,
    (delta.earlier ?? []).map((item) => toHeldRow(delta.scope, item)),
    leftOut,
  )
  await holdRows(
    db,
    delta.entries.map((item) => toHeldRow(delta.scope, item)),
    leftOut,
  )
  return leftOut
}

/** Subjects whose grant has ended go, as far as no other feed shows them. */
async function applyEnds(db: XunhuDatabase, { scope, ended }: PulledDelta, leftOut: BlockSums): Promise<void> {
  const released: EntryId[] = []
  for (const end of ended ?? []) released.push(...(await releaseSubject(db, scope, end, leftOut)))
  await letGo(db, released)
  await noteEnded(
    db,
    (ended ?? []).map(({ subject }) => subject as SubjectId),
  )
}

/**
 * Stores one page of one scope: entries, documents, removals and the cursor in one transaction.
 *
 * The cursor can so never pass a row that is not stored. A page that does not begin where the device stands changes nothing:
 * another window was faster. Neither a page nor a reset touches unsent work.
 */
export async function applyDelta(db: XunhuDatabase, delta: PulledDelta, from: string | null): Promise<void> {
  await db.transaction('rw', [...letGoTables(db), db.assignments], async () => {
    const cursor = await db.cursors.get(delta.scope)
    if ((cursor?.cursor ?? null) !== from) return
    const given = [...(delta.earlier ?? []), ...delta.entries]
    await storeEntries(db, delta.scope, given)
    const leftOut = await account(db, delta, cursor)
    await db.assignments.bulkPut(delta.assignments.map(toAssignmentRow))
    await removeGone(db, delta)
    const resetting = await sweepAfterReset(db, delta)
    await refoldSubjects(
      db,
      given.flatMap(({ entry }) => entry.subjects as SubjectId[]),
    )
    await applyEnds(db, delta, leftOut)
    await eraseParts(db, delta.erased ?? [])
    await db.cursors.put({
      scope: delta.scope,
      cursor: delta.to,
      complete: delta.complete ? 'yes' : 'no',
      leftOut: [...leftOut],
      ...resetting,
    })
  })
}
