import type { EntryId, SubjectId } from '../../domain/ids.ts'
import { correctedAtMs, type EntryEnvelope, type EntryStamp } from '../../domain/journal/entry.ts'
import type { PartRef } from '../../domain/journal/part-ref.ts'
import type { BlockSums } from '../../protocol/feed-digest.ts'
import { assignmentKey } from '../assignments/create-assignment-shelf.ts'
import type { XunhuDatabase } from '../database/database.ts'
import type { AssignmentRow, CursorRow, HeldRow, JournalRow, PartRow } from '../database/rows.ts'
import { refoldSubjects } from '../journal/refold.ts'
import { addSums, holdEarlierRows, holdRows, releaseScope, releaseSubject } from './held-rows.ts'
import { letGo, letGoTables } from './let-go.ts'
import type { PulledDelta, PulledDocument, PulledEntry, PulledPart } from './sync-answer.ts'

function toReceivedRow(pulled: PulledEntry): JournalRow {
  // What a newer build put into it is kept, and not read.
  const entry = pulled.entry as unknown as EntryEnvelope
  const stamp = pulled.stamp as unknown as EntryStamp
  return {
    id: entry.id,
    kind: entry.kind,
    scope: entry.scope,
    subjects: entry.subjects,
    author: entry.author,
    atMs: correctedAtMs(entry),
    sendState: 'received',
    nextAttemptAtMs: 0,
    attempts: 0,
    rev: stamp.rev,
    code: '',
    params: {},
    entry,
    stamp,
  }
}

/**
 * The row after the pull has brought this entry.
 *
 * Ours keeps its content and its state: `accepted` is said by the answer to its own push, which a repeat gets too. What was
 * refused or quarantined is not what the feed carries under this id.
 */
function toRow(pulled: PulledEntry, known: JournalRow | undefined): JournalRow {
  if (!known) return toReceivedRow(pulled)
  if (known.sendState === 'refused' || known.sendState === 'quarantined') return known
  return { ...known, rev: pulled.stamp.rev, stamp: pulled.stamp as unknown as EntryStamp }
}

const toRemotePart = (part: PulledPart, { entry }: PulledEntry): PartRow => ({
  partId: part.partId,
  ref: part as unknown as PartRef,
  kind: part.kind as PartRow['kind'],
  sha256: part.sha256,
  entryId: entry.id,
  draftId: '',
  sendState: 'remote',
  bytesSent: 0,
  attempts: 0,
  nextAttemptAtMs: 0,
  takenAtMs: correctedAtMs(entry),
  code: '',
})

const keyOf = ({ collection, id }: { readonly collection: string; readonly id: string }): string =>
  assignmentKey(collection, id)

const toAssignmentRow = (document: PulledDocument): AssignmentRow => ({
  key: keyOf(document),
  collection: document.collection as AssignmentRow['collection'],
  id: document.id,
  scope: document.scope,
  rev: document.rev,
  sortKey: document.collection === 'shifts' ? String(document.data['date'] ?? '') : '',
  data: document.data,
})

async function storeEntries(db: XunhuDatabase, pulled: readonly PulledEntry[]): Promise<void> {
  const known = await db.journal.bulkGet(pulled.map(({ entry }) => entry.id))
  await db.journal.bulkPut(pulled.map((item, index) => toRow(item, known[index])))
  const named = pulled.flatMap((item) => item.entry.parts.map((part) => toRemotePart(part, item)))
  const rows = [...new Map(named.map((row) => [row.partId, row])).values()]
  const held = await db.parts.bulkGet(rows.map((row) => row.partId))
  // A part that this phone took keeps its own state: only what came from elsewhere is new.
  await db.parts.bulkAdd(rows.filter((_, index) => held[index] === undefined))
}

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

const toHeldRow = ({ scope }: PulledDelta, { entry, stamp, feedRev }: PulledEntry): HeldRow => ({
  scope,
  id: entry.id,
  rev: feedRev ?? stamp.rev,
})

/** Writes down what the feed has given with this page and what it spared us; returns the sums of the latter. */
async function account(db: XunhuDatabase, delta: PulledDelta, cursor: CursorRow | undefined): Promise<BlockSums> {
  // What follows a reset starts from nothing; entries stay, for the pages bring them again.
  if (delta.reset) await releaseScope(db, delta.scope)
  const leftOut: BlockSums = new Map(delta.reset ? [] : (cursor?.leftOut ?? []))
  addSums(leftOut, delta.leftOut ?? [])
  await holdEarlierRows(
    db,
    (delta.earlier ?? []).map((item) => toHeldRow(delta, item)),
    leftOut,
  )
  await holdRows(
    db,
    delta.entries.map((item) => toHeldRow(delta, item)),
    leftOut,
  )
  return leftOut
}

/** Subjects whose grant has ended go, as far as no other feed shows them. */
async function applyEnds(db: XunhuDatabase, { scope, ended }: PulledDelta, leftOut: BlockSums): Promise<void> {
  const released: EntryId[] = []
  for (const end of ended ?? []) released.push(...(await releaseSubject(db, scope, end, leftOut)))
  if (released.length > 0) await letGo(db, released)
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
    await storeEntries(db, given)
    const leftOut = await account(db, delta, cursor)
    await db.assignments.bulkPut(delta.assignments.map(toAssignmentRow))
    await removeGone(db, delta)
    const resetting = await sweepAfterReset(db, delta)
    await refoldSubjects(
      db,
      given.flatMap(({ entry }) => entry.subjects as SubjectId[]),
    )
    await applyEnds(db, delta, leftOut)
    await db.cursors.put({
      scope: delta.scope,
      cursor: delta.to,
      complete: delta.complete ? 'yes' : 'no',
      leftOut: [...leftOut],
      ...resetting,
    })
  })
}
