import type { ScopeId } from '../../domain/ids.ts'
import { correctedAtMs, type EntryEnvelope, type EntryStamp } from '../../domain/journal/entry.ts'
import type { PartRef } from '../../domain/journal/part-ref.ts'
import { assignmentKey } from '../assignments/create-assignment-shelf.ts'
import type { XunhuDatabase } from '../database/database.ts'
import type { AssignmentRow, HeldRow, JournalRow, PartRow } from '../database/rows.ts'
import type { PulledDocument, PulledEntry, PulledPart } from './sync-answer.ts'

/** Of the stamp that came with it; an older one proves another stamp. */
const receiptOf = (feed: ScopeId, { receipt }: PulledEntry): Pick<JournalRow, 'receipt'> =>
  receipt === undefined ? {} : { receipt: { feed, text: receipt } }

function toReceivedRow(feed: ScopeId, pulled: PulledEntry): JournalRow {
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
    ...receiptOf(feed, pulled),
  }
}

/**
 * The row after the pull has brought this entry.
 *
 * Ours keeps its content and its state: `accepted` is said by the answer to its own push, which a repeat gets too. What was
 * refused or quarantined is not what the feed carries under this id.
 */
function toRow(feed: ScopeId, pulled: PulledEntry, known: JournalRow | undefined): JournalRow {
  if (!known) return toReceivedRow(feed, pulled)
  if (known.sendState === 'refused' || known.sendState === 'quarantined') return known
  return { ...known, rev: pulled.stamp.rev, stamp: pulled.stamp as unknown as EntryStamp, ...receiptOf(feed, pulled) }
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

export const keyOf = ({ collection, id }: { readonly collection: string; readonly id: string }): string =>
  assignmentKey(collection, id)

export const toAssignmentRow = (document: PulledDocument): AssignmentRow => ({
  key: keyOf(document),
  collection: document.collection as AssignmentRow['collection'],
  id: document.id,
  scope: document.scope,
  rev: document.rev,
  sortKey: document.collection === 'shifts' ? String(document.data['date'] ?? '') : '',
  data: document.data,
})

/** Stores the entries that a feed has given and what they say of their parts; what is known keeps its own state. */
export async function storeEntries(db: XunhuDatabase, feed: ScopeId, pulled: readonly PulledEntry[]): Promise<void> {
  const known = await db.journal.bulkGet(pulled.map(({ entry }) => entry.id))
  await db.journal.bulkPut(pulled.map((item, index) => toRow(feed, item, known[index])))
  const named = pulled.flatMap((item) => item.entry.parts.map((part) => toRemotePart(part, item)))
  const rows = [...new Map(named.map((row) => [row.partId, row])).values()]
  const held = await db.parts.bulkGet(rows.map((row) => row.partId))
  // A part that this phone took keeps its own state: only what came from elsewhere is new.
  await db.parts.bulkAdd(rows.filter((_, index) => held[index] === undefined))
}

export const toHeldRow = (scope: ScopeId, { entry, stamp, feedRev }: PulledEntry): HeldRow => ({
  scope,
  id: entry.id,
  rev: feedRev ?? stamp.rev,
})
