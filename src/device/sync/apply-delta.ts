import { assignmentKey } from '../assignments/create-assignment-shelf.ts'
import type { SubjectId } from '../../domain/ids.ts'
import { correctedAtMs } from '../../domain/journal/entry.ts'
import type { PartRef } from '../../domain/journal/part-ref.ts'
import type { Delta } from '../../protocol/sync.ts'
import type { XunhuDatabase } from '../database/database.ts'
import type { AssignmentRow, JournalRow, PartRow } from '../database/rows.ts'
import { foldTables, refoldSubjects } from '../journal/refold.ts'

type Stamped = Delta['entries'][number]

const toRow = ({ entry, stamp }: Stamped, known: JournalRow | undefined): JournalRow => ({
  id: entry.id,
  kind: entry.kind,
  scope: entry.scope,
  subjects: entry.subjects,
  author: entry.author,
  atMs: correctedAtMs(entry),
  sendState: known && known.sendState !== 'received' ? 'accepted' : 'received',
  nextAttemptAtMs: 0,
  attempts: known?.attempts ?? 0,
  rev: stamp.rev,
  code: '',
  params: known?.params ?? {},
  entry,
  stamp,
})

const toRemotePart = (ref: PartRef, { entry }: Stamped): PartRow => ({
  partId: ref.partId,
  ref,
  kind: ref.kind,
  sha256: ref.sha256,
  entryId: entry.id,
  draftId: '',
  sendState: 'remote',
  bytesSent: 0,
  attempts: 0,
  nextAttemptAtMs: 0,
  takenAtMs: correctedAtMs(entry),
  code: '',
})

const toAssignmentRow = (document: Delta['assignments'][number]): AssignmentRow => ({
  key: assignmentKey(document.collection, document.id),
  collection: document.collection,
  id: document.id,
  scope: document.scope,
  rev: document.rev,
  sortKey: document.collection === 'shifts' ? String(document.data['date'] ?? '') : '',
  data: document.data,
})

async function storeEntries(db: XunhuDatabase, entries: readonly Stamped[]): Promise<void> {
  const known = await db.journal.bulkGet(entries.map(({ entry }) => entry.id))
  await db.journal.bulkPut(entries.map((item, index) => toRow(item, known[index])))
  const refs = entries.flatMap((item) => item.entry.parts.map((ref) => toRemotePart(ref, item)))
  const held = await db.parts.bulkGet(refs.map((row) => row.partId))
  // A part that this phone took keeps its own state: only what came from elsewhere is new.
  await db.parts.bulkAdd(refs.filter((_, index) => held[index] === undefined))
  // Ours accepted by an answer that was lost: the pull is the answer, and the positions rode along.
  const positions = refs.filter((row, index) => row.kind === 'position' && held[index]?.sendState === 'queued')
  for (const row of positions) await db.parts.update(row.partId, { sendState: 'stored' })
}

/** A tombstone never hides a shift that somebody worked: its records keep what they copied. */
async function removeGone(db: XunhuDatabase, gone: Delta['gone']): Promise<void> {
  await db.assignments.bulkDelete(gone.map(({ collection, id }) => assignmentKey(collection, id)))
}

/**
 * Stores one page of one scope: entries, documents, removals and the cursor in one transaction.
 *
 * The cursor can so never pass a row that is not stored. `reset` replaces documents and leaves records and unsent work alone.
 */
export async function applyDelta(db: XunhuDatabase, delta: Delta): Promise<void> {
  const tables = [...foldTables(db), db.parts, db.assignments, db.cursors]
  await db.transaction('rw', tables, async () => {
    if (delta.reset) await db.assignments.where('scope').equals(delta.scope).delete()
    await storeEntries(db, delta.entries)
    await db.assignments.bulkPut(delta.assignments.map(toAssignmentRow))
    await removeGone(db, delta.gone)
    await refoldSubjects(db, delta.entries.flatMap(({ entry }) => entry.subjects as SubjectId[]))
    await db.cursors.put({ scope: delta.scope, cursor: delta.to, complete: delta.complete ? 'yes' : 'no' })
  })
}
