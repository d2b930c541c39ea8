import type { DeviceId, EntryId, PersonId, ScopeId } from '../../domain/ids.ts'
import type { JournalEntry } from '../../domain/journal/entry.ts'
import { mayUnderGrant } from '../../domain/people/permissions.ts'
import type { Role } from '../../domain/people/role.ts'
import type { EntryCode } from '../../protocol/codes.ts'
import type { EntryResult, SmallPart } from '../../protocol/sync.ts'
import type { Tx } from '../store/store.ts'
import { applySwaps } from './apply-swaps.ts'
import { applyWinds } from './apply-winds.ts'
import { refreshCaseRows } from './case-rows.ts'
import { checkEntry, type CheckedEntry, type ReadableEntry } from './check-entry.ts'
import { refreshComplaintRows } from './complaint-rows.ts'
import { createEntryWriter, type EntryWriter } from './entry-writer.ts'
import { createFeedWriter, type FeedWriter } from './feed-writer.ts'
import { openGrantBook, type GrantBook } from './grant-book.ts'
import { changesGrants, spreadEntry } from './grants.ts'
import { findEntries, type KnownEntry } from './known-entries.ts'
import { membershipsOf, type Membership } from './people.ts'
import { keepAside } from './quarantine.ts'
import { refuseEntry } from './refuse-entry.ts'
import { refreshSignRows } from './sign-rows.ts'
import { storeSmallParts, verifySmallParts, type SmallPartsByHash } from './small-parts.ts'
import { openSubjectBook, type SubjectBook } from './subject-book.ts'

export interface Push {
  readonly author: PersonId
  readonly device: DeviceId
  readonly entries: readonly unknown[]
  readonly smallParts: readonly SmallPart[]
  readonly nowMs: number
}

/** A push after everything that needs no database: parsing and hashing are done before the lock. */
export interface PreparedPush extends Push {
  readonly checked: readonly CheckedEntry[]
  readonly smallPartsByHash: SmallPartsByHash
}

export interface Received {
  /** One for each pushed entry, in its order. */
  readonly results: readonly EntryResult[]
  /** Where what is accepted of the push stands, now or since an earlier one. */
  readonly standing: readonly { readonly scope: ScopeId; readonly rev: number }[]
  readonly touchedScopes: ReadonlySet<ScopeId>
}

/** What one push found in the database, and what it has done so far. */
interface Progress {
  readonly push: PreparedPush
  readonly memberships: readonly Membership[]
  /** Decided before this push or by it; and the targets of its withdrawals. */
  readonly known: Map<EntryId, KnownEntry>
  readonly subjects: SubjectBook
  readonly grants: GrantBook
  readonly entries: EntryWriter
  readonly feeds: FeedWriter
  readonly accepted: JournalEntry[]
}

const isReadable = (checked: CheckedEntry): checked is ReadableEntry => checked.check === 'readable'

const idsToLookUp = (entry: JournalEntry): readonly EntryId[] =>
  entry.kind === 'record.withdrawn' ? [entry.id, entry.data.target] : [entry.id]

/** All that deciding about the entries asks of the database, in a few questions for the whole push. */
async function beginPush(tx: Tx, push: PreparedPush): Promise<Progress> {
  const entries = push.checked.filter(isReadable).map(({ entry }) => entry)
  const subjects = [...new Set(entries.flatMap((entry) => entry.subjects.slice(0, 1)))]
  return {
    push,
    memberships: await membershipsOf(tx, push.author),
    known: await findEntries(tx, [...new Set(entries.flatMap(idsToLookUp))]),
    subjects: await openSubjectBook(tx, subjects),
    grants: await openGrantBook(tx, subjects),
    entries: createEntryWriter(tx),
    feeds: createFeedWriter(tx),
    accepted: [],
  }
}

export const preparePush = (push: Push): PreparedPush => ({
  ...push,
  checked: push.entries.map(checkEntry),
  smallPartsByHash: verifySmallParts(push.smallParts),
})

/** Not this author's or not from this device: kept, but without using up the id, which the true author may still send. */
function foreignTo(push: Push, entry: JournalEntry): EntryCode | null {
  if (entry.author !== push.author) return 'entry/author-mismatch'
  return entry.device !== push.device ? 'entry/device-mismatch' : null
}

/** The author's role in the entry's scope; where they have none, in a squad that its subject was granted to. */
function findRole({ memberships, grants }: Progress, entry: JournalEntry): Role | undefined {
  const role = memberships.find(({ scope }) => scope === entry.scope)?.role
  const [subject] = entry.subjects
  if (role !== undefined || subject === undefined || !mayUnderGrant(entry.kind)) return role
  const granted = grants.ever(subject)
  return memberships.find(({ scope }) => granted.includes(scope))?.role
}

async function accept(tx: Tx, progress: Progress, readable: ReadableEntry, role: Role | undefined): Promise<number> {
  const { push, entries, feeds, subjects } = progress
  const { entry } = readable
  const rev = await feeds.revisionOf(entry.scope)
  entries.accepted(readable, { code: null, rev, role, nowMs: push.nowMs })
  feeds.add(entry.scope, rev, [entry.id])
  if (changesGrants(entry)) {
    await entries.write()
    await feeds.write()
  }
  await spreadEntry(tx, progress, entry)
  const [subject] = entry.subjects
  if (subject) subjects.note(subject, entry.scope, new Date(push.nowMs).toISOString())
  progress.accepted.push(entry)
  return rev
}

async function receiveNew(tx: Tx, progress: Progress, readable: ReadableEntry): Promise<KnownEntry> {
  const { nowMs } = progress.push
  const { entry, contentHash } = readable
  const role = findRole(progress, entry)
  const [subject] = entry.subjects
  const code = await refuseEntry(tx, entry, {
    role,
    home: subject ? progress.subjects.homeOf(subject) : null,
    targetAuthor: entry.kind === 'record.withdrawn' ? progress.known.get(entry.data.target)?.author : undefined,
    nowMs,
  })
  if (code) progress.entries.refused(readable, { code, rev: 0, role, nowMs })
  const rev = code ? 0 : await accept(tx, progress, readable, role)
  return { author: entry.author, code, rev, contentHash }
}

async function receiveReadable(tx: Tx, progress: Progress, readable: ReadableEntry): Promise<EntryResult> {
  const { push, known } = progress
  const { id } = readable.entry
  const foreign = foreignTo(push, readable.entry)
  if (foreign) {
    await keepAside(tx, push, { ...readable, id, code: foreign })
    return { id, status: 'refused', code: foreign }
  }
  const decided = known.get(id) ?? (await receiveNew(tx, progress, readable))
  known.set(id, decided)
  if (decided.contentHash !== readable.contentHash) {
    await keepAside(tx, push, { ...readable, id, code: 'entry/id-reused' })
    return { id, status: 'quarantined', code: 'entry/id-reused' }
  }
  return decided.code ? { id, status: 'refused', code: decided.code } : { id, status: 'accepted', rev: decided.rev }
}

async function receiveOne(tx: Tx, progress: Progress, checked: CheckedEntry): Promise<EntryResult> {
  if (checked.check === 'readable') return receiveReadable(tx, progress, checked)
  await keepAside(tx, progress.push, checked)
  return { id: checked.id, status: 'quarantined', code: checked.code, params: checked.params }
}

function standingOf({ checked }: PreparedPush, results: readonly EntryResult[]): Received['standing'] {
  return checked.flatMap((one, index) => {
    const rev = results[index]?.rev
    return isReadable(one) && rev !== undefined ? [{ scope: one.entry.scope, rev }] : []
  })
}

/**
 * Takes in one push inside the caller's transaction: every entry on its own, in order, each with its result.
 *
 * Nothing is lost: what is refused is kept with its reason, what cannot be read is kept raw. A repeat changes nothing and
 * gets the same results.
 */
export async function receiveEntries(tx: Tx, push: PreparedPush): Promise<Received> {
  const progress = await beginPush(tx, push)
  const results: EntryResult[] = []
  for (const checked of push.checked) results.push(await receiveOne(tx, progress, checked))
  const { entries, subjects, feeds, accepted } = progress
  await entries.write()
  await storeSmallParts(tx, push.author, push.smallPartsByHash, new Date(push.nowMs).toISOString())
  await subjects.write()
  await feeds.write()
  await refreshCaseRows(tx, accepted)
  await refreshComplaintRows(tx, accepted)
  await refreshSignRows(tx, accepted)
  await applySwaps(tx, accepted, feeds, push.nowMs)
  await applyWinds(tx, accepted, feeds, push.nowMs)
  return { results, standing: standingOf(push, results), touchedScopes: feeds.touchedScopes() }
}
