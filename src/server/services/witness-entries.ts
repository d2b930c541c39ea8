import * as v from 'valibot'
import type { EntryId, PersonId, ScopeId } from '../../domain/ids.ts'
import type { JournalEntry } from '../../domain/journal/entry.ts'
import { Witnessed } from '../../protocol/sync.ts'
import type { KeyRing } from '../store/key-ring.ts'
import type { Tx } from '../store/store.ts'
import { applySwaps } from './apply-swaps.ts'
import { applyWinds } from './apply-winds.ts'
import { refreshCaseRows } from './case-rows.ts'
import { refreshComplaintRows } from './complaint-rows.ts'
import { refreshSignRows } from './sign-rows.ts'
import { checkEntry, type ReadableEntry } from './check-entry.ts'
import { createEntryWriter, type EntryWriter } from './entry-writer.ts'
import { createFeedWriter, type FeedWriter } from './feed-writer.ts'
import { openGrantBook, type GrantBook } from './grant-book.ts'
import { changesGrants, spreadEntry } from './grants.ts'
import { findEntries, type KnownEntry } from './known-entries.ts'
import { membershipsOf } from './people.ts'
import { receiptFits } from './receipts.ts'
import { openSubjectBook, type SubjectBook } from './subject-book.ts'

/** A witnessed entry whose receipt fits: the server has accepted it on an earlier timeline. */
export interface ProvenEntry extends Pick<Witnessed, 'stamp' | 'feed'> {
  readonly readable: ReadableEntry
}

/** Those whose receipts fit, in the order in which they were accepted; the others are left without a word. */
export function proveWitnessed(keys: KeyRing, witnessed: readonly unknown[]): readonly ProvenEntry[] {
  const proven = witnessed.flatMap((raw): readonly ProvenEntry[] => {
    const parsed = v.safeParse(Witnessed, raw)
    if (!parsed.success) return []
    const { entry, stamp, feed, receipt } = parsed.output
    const readable = checkEntry(entry)
    if (readable.check !== 'readable') return []
    const { id, author } = readable.entry
    const claim = { feed, id, author, contentHash: readable.contentHash, ...stamp }
    return receiptFits(keys, receipt, claim) ? [{ readable, stamp, feed }] : []
  })
  return proven.sort((left, right) => left.stamp.rev - right.stamp.rev)
}

interface Witnessing {
  readonly tx: Tx
  readonly known: Map<EntryId, KnownEntry>
  readonly subjects: SubjectBook
  readonly grants: GrantBook
  readonly entries: EntryWriter
  readonly feeds: FeedWriter
  readonly admitted: JournalEntry[]
  /** The revision on the earlier timeline that was admitted last, by scope. */
  readonly lastRevs: Map<ScopeId, number>
}

async function beginWitnessing(tx: Tx, proven: readonly ProvenEntry[]): Promise<Witnessing> {
  const entries = proven.map(({ readable }) => readable.entry)
  const subjects = [...new Set(entries.flatMap((entry) => entry.subjects.slice(0, 1)))]
  return {
    tx,
    known: await findEntries(
      tx,
      entries.map(({ id }) => id),
    ),
    subjects: await openSubjectBook(tx, subjects),
    grants: await openGrantBook(tx, subjects),
    entries: createEntryWriter(tx),
    feeds: createFeedWriter(tx),
    admitted: [],
    lastRevs: new Map(),
  }
}

/** Decisions that were ordered by their revisions stay so: what had two revisions then has two now. */
async function revisionFor({ feeds, lastRevs }: Witnessing, scope: ScopeId, oldRev: number): Promise<number> {
  const isSame = lastRevs.get(scope) === oldRev
  lastRevs.set(scope, oldRev)
  return isSame ? feeds.revisionOf(scope) : feeds.raise(scope)
}

/** A refusal does not stand against a receipt: the author's membership, or a grant, is what the older database lacks. */
async function makesRoom({ tx, known }: Witnessing, { entry, contentHash }: ReadableEntry): Promise<boolean> {
  const decided = known.get(entry.id)
  if (!decided) return true
  if (decided.code === null || decided.contentHash !== contentHash) return false
  await tx.deleteFrom('entry').where('id', '=', entry.id).execute()
  return true
}

async function admit(witnessing: Witnessing, { readable, stamp }: ProvenEntry): Promise<void> {
  const { tx, known, entries, feeds, subjects, admitted } = witnessing
  const { entry, contentHash } = readable
  const [subject] = entry.subjects
  const home = subject ? subjects.homeOf(subject) : null
  if (home !== null && home !== entry.scope) return
  if (!(await makesRoom(witnessing, readable))) return
  const rev = await revisionFor(witnessing, entry.scope, stamp.rev)
  known.set(entry.id, { author: entry.author, code: null, rev, contentHash })
  entries.accepted(readable, { code: null, rev, role: stamp.authorRole, nowMs: Date.parse(stamp.receivedAt) })
  feeds.add(entry.scope, rev, [entry.id])
  if (changesGrants(entry)) {
    await entries.write()
    await feeds.write()
  }
  await spreadEntry(tx, witnessing, entry)
  if (subject) subjects.note(subject, entry.scope, stamp.receivedAt)
  admitted.push(entry)
}

/**
 * Takes back, inside the caller's transaction, what an older database has lost and this person's device still holds.
 *
 * Under the original author, device, role and time, once, whoever brings it. A receipt opens nothing to somebody else: it
 * counts for the entry's author and for members of the feed that showed it.
 */
export async function witnessEntries(
  tx: Tx,
  personId: PersonId,
  proven: readonly ProvenEntry[],
  nowMs: number,
): Promise<ReadonlySet<ScopeId>> {
  if (proven.length === 0) return new Set()
  const memberships = await membershipsOf(tx, personId)
  const witnessing = await beginWitnessing(tx, proven)
  for (const item of proven) {
    const isShown = memberships.some(({ scope }) => scope === item.feed)
    if (isShown || item.readable.entry.author === personId) await admit(witnessing, item)
  }
  const { entries, subjects, feeds, admitted } = witnessing
  await entries.write()
  await subjects.write()
  await feeds.write()
  await refreshCaseRows(tx, admitted)
  await refreshComplaintRows(tx, admitted)
  await refreshSignRows(tx, admitted)
  await applySwaps(tx, admitted, feeds, nowMs)
  await applyWinds(tx, admitted, feeds, nowMs)
  return feeds.touchedScopes()
}
