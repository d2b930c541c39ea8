import type { DeviceId, PersonId, ScopeId } from '../../domain/ids.ts'
import type { JournalEntry } from '../../domain/journal/entry.ts'
import { mayUnderGrant } from '../../domain/people/permissions.ts'
import type { Role } from '../../domain/people/role.ts'
import type { EntryCode } from '../../protocol/codes.ts'
import type { EntryResult, SmallPart } from '../../protocol/sync.ts'
import type { Tx } from '../store/store.ts'
import { refreshCaseRows } from './case-rows.ts'
import { checkEntry, type CheckedEntry, type ReadableEntry } from './check-entry.ts'
import { createFeedWriter, type FeedWriter } from './feed-writer.ts'
import { everGrantedScopes, spreadEntry } from './grants.ts'
import { membershipsOf, type Membership } from './people.ts'
import { keepAside } from './quarantine.ts'
import { refuseEntry } from './refuse-entry.ts'
import { storeSmallParts, verifySmallParts, type SmallPartsByHash } from './small-parts.ts'
import { findEntry, storeAccepted, storeRefused } from './store-entry.ts'
import { createSubjectBook, type SubjectBook } from './subject-book.ts'

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
  readonly touchedScopes: ReadonlySet<ScopeId>
}

/** What one push has done so far. */
interface Progress {
  readonly push: PreparedPush
  readonly memberships: readonly Membership[]
  readonly feeds: FeedWriter
  readonly subjects: SubjectBook
  readonly accepted: JournalEntry[]
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
async function findRole(tx: Tx, { memberships }: Progress, entry: JournalEntry): Promise<Role | undefined> {
  const role = memberships.find(({ scope }) => scope === entry.scope)?.role
  const [subject] = entry.subjects
  if (role !== undefined || subject === undefined || !mayUnderGrant(entry.kind)) return role
  const granted = await everGrantedScopes(tx, subject)
  return memberships.find(({ scope }) => granted.includes(scope))?.role
}

async function accept(tx: Tx, progress: Progress, readable: ReadableEntry, role: Role | undefined): Promise<number> {
  const { push, feeds, subjects } = progress
  const { entry } = readable
  const rev = await feeds.revisionOf(entry.scope)
  await storeAccepted(tx, readable, { code: null, rev, role, nowMs: push.nowMs })
  await feeds.add(entry.scope, rev, [entry.id])
  await spreadEntry(tx, feeds, entry)
  const [subject] = entry.subjects
  if (subject) await subjects.note(subject, entry.scope, new Date(push.nowMs).toISOString())
  progress.accepted.push(entry)
  return rev
}

async function receiveNew(tx: Tx, progress: Progress, readable: ReadableEntry): Promise<EntryResult> {
  const { nowMs } = progress.push
  const { entry } = readable
  const role = await findRole(tx, progress, entry)
  const [subject] = entry.subjects
  const home = subject ? await progress.subjects.homeOf(subject) : null
  const code = await refuseEntry(tx, entry, { role, home, nowMs })
  if (code) {
    await storeRefused(tx, readable, { code, rev: 0, role, nowMs })
    return { id: entry.id, status: 'refused', code }
  }
  const rev = await accept(tx, progress, readable, role)
  return { id: entry.id, status: 'accepted', rev }
}

async function receiveReadable(tx: Tx, progress: Progress, readable: ReadableEntry): Promise<EntryResult> {
  const { push } = progress
  const { id } = readable.entry
  const foreign = foreignTo(push, readable.entry)
  if (foreign) {
    await keepAside(tx, push, { ...readable, id, code: foreign })
    return { id, status: 'refused', code: foreign }
  }
  const known = await findEntry(tx, id)
  if (!known) return receiveNew(tx, progress, readable)
  if (known.contentHash !== readable.contentHash) {
    await keepAside(tx, push, { ...readable, id, code: 'entry/id-reused' })
    return { id, status: 'quarantined', code: 'entry/id-reused' }
  }
  return known.code ? { id, status: 'refused', code: known.code } : { id, status: 'accepted', rev: known.rev }
}

async function receiveOne(tx: Tx, progress: Progress, checked: CheckedEntry): Promise<EntryResult> {
  if (checked.check === 'readable') return receiveReadable(tx, progress, checked)
  await keepAside(tx, progress.push, checked)
  return { id: checked.id, status: 'quarantined', code: checked.code, params: checked.params }
}

/**
 * Takes in one push inside the caller's transaction: every entry on its own, in order, each with its result.
 *
 * Nothing is lost: what is refused is kept with its reason, what cannot be read is kept raw. A repeat changes nothing and
 * gets the same results.
 */
export async function receiveEntries(tx: Tx, push: PreparedPush): Promise<Received> {
  const memberships = await membershipsOf(tx, push.author)
  const [feeds, subjects] = [createFeedWriter(tx), createSubjectBook(tx)]
  const progress: Progress = { push, memberships, feeds, subjects, accepted: [] }
  const results: EntryResult[] = []
  for (const checked of push.checked) results.push(await receiveOne(tx, progress, checked))
  await storeSmallParts(tx, push.author, push.smallPartsByHash, new Date(push.nowMs).toISOString())
  await subjects.finish()
  await feeds.finish()
  await refreshCaseRows(tx, progress.accepted)
  return { results, touchedScopes: feeds.touchedScopes() }
}
