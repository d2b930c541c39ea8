import { createHash } from 'node:crypto'
import type { DeviceId, EntryId, PersonId, ScopeId } from '../../domain/ids.ts'
import { correctedAtMs, type JournalEntry } from '../../domain/journal/entry.ts'
import { refusalOf } from '../../domain/people/permissions.ts'
import type { Role } from '../../domain/people/role.ts'
import type { EntryCode } from '../../protocol/codes.ts'
import { wireLimits } from '../../protocol/limits.ts'
import type { EntryResult, SmallPart } from '../../protocol/sync.ts'
import type { Tx } from '../store/store.ts'
import { checkEntry, type CheckedEntry } from './check-entry.ts'
import { registerParts } from './part-rows.ts'
import type { Membership } from './people.ts'
import { refreshCaseRows } from './case-rows.ts'
import { nextRevision } from './scope-revision.ts'

export interface Push {
  readonly author: PersonId
  readonly role: Role
  readonly device: DeviceId
  readonly memberships: readonly Membership[]
  readonly entries: readonly unknown[]
  readonly smallParts: readonly SmallPart[]
  readonly nowMs: number
}

/** A push after everything that needs no database: parsing and hashing are done before the lock. */
export interface PreparedPush extends Push {
  readonly checked: readonly CheckedEntry[]
  readonly smallPartsByHash: ReadonlyMap<string, string>
}

export interface Received {
  readonly results: readonly EntryResult[]
  readonly touchedScopes: ReadonlySet<ScopeId>
}

/** 补录 is for the last two days. */
const backfillWithinMs = 48 * 60 * 60 * 1000

/** Small parts whose bytes hash to their name; others are left out and stay expected. */
function verifiedSmallParts(parts: readonly SmallPart[]): ReadonlyMap<string, string> {
  const byHash = new Map<string, string>()
  for (const { sha256, base64 } of parts) {
    const bytes = Buffer.from(base64, 'base64')
    const isSmall = bytes.length <= wireLimits.smallPartBytes
    if (isSmall && createHash('sha256').update(bytes).digest('hex') === sha256) byHash.set(sha256, base64)
  }
  return byHash
}

export const preparePush = (push: Push): PreparedPush => ({
  ...push,
  checked: push.entries.map(checkEntry),
  smallPartsByHash: verifiedSmallParts(push.smallParts),
})

/** Whether the author may make this record at all; what is merely late, odd or incomplete is accepted. */
async function refusal(tx: Tx, push: PreparedPush, entry: JournalEntry): Promise<EntryCode | null> {
  if (entry.author !== push.author) return 'entry/author-mismatch'
  if (entry.device !== push.device) return 'entry/device-mismatch'
  if (!push.memberships.some((membership) => membership.scope === entry.scope)) return 'entry/scope-not-member'
  const role = refusalOf(push.role, entry.kind, entry.data)
  if (role) return role
  if (entry.kind === 'duty.backfilled' && push.nowMs - Date.parse(entry.data.arrivedAt) > backfillWithinMs) return 'entry/too-late'
  if (entry.kind === 'record.withdrawn') return withdrawalRefusal(tx, entry)
  return subjectRefusal(tx, entry)
}

async function withdrawalRefusal(tx: Tx, entry: JournalEntry<'record.withdrawn'>): Promise<EntryCode | null> {
  const target = await tx.selectFrom('entry').select('author').where('id', '=', entry.data.target).executeTakeFirst()
  return target && target.author !== entry.author ? 'entry/target-not-yours' : null
}

/** A subject's home is fixed by its first entry. */
async function subjectRefusal(tx: Tx, entry: JournalEntry): Promise<EntryCode | null> {
  const first = await tx
    .selectFrom('entry')
    .select('scope')
    .where('primary_subject', '=', entry.subjects[0] ?? '')
    .where('status', '=', 'accepted')
    .limit(1)
    .executeTakeFirst()
  const isElsewhere = first !== undefined && first.scope !== entry.scope
  return isElsewhere && entry.id !== undefined ? 'entry/scope-changed' : null
}

async function quarantine(tx: Tx, push: PreparedPush, id: EntryId | null, code: EntryCode, json: string, contentHash: string): Promise<void> {
  const row = {
    id: createHash('sha256').update(`${push.author}/${code}/${contentHash}`).digest('hex'),
    entry_id: id,
    device: push.device,
    person_id: push.author,
    code,
    content_hash: contentHash,
    json,
    received_at: new Date(push.nowMs).toISOString(),
  }
  // The same thing sent again is the same row: a repeat after a lost answer keeps one.
  await tx.insertInto('quarantine').values(row).onConflict((conflict) => conflict.column('id').doNothing()).execute()
}

/** The stored result of an entry that is already here; null when it is new. */
async function knownResult(tx: Tx, push: PreparedPush, readable: Extract<CheckedEntry, { check: 'readable' }>): Promise<EntryResult | null> {
  const { entry, json, contentHash } = readable
  const known = await tx.selectFrom('entry').select(['status', 'code', 'rev', 'content_hash']).where('id', '=', entry.id).executeTakeFirst()
  if (!known) return null
  if (known.content_hash !== contentHash) {
    await quarantine(tx, push, entry.id, 'entry/id-reused', json, contentHash)
    return { id: entry.id, status: 'quarantined', code: 'entry/id-reused' }
  }
  return known.status === 'accepted'
    ? { id: entry.id, status: 'accepted', rev: Number(known.rev) }
    : { id: entry.id, status: 'refused', code: known.code as EntryCode }
}

async function storeEntry(
  tx: Tx,
  push: PreparedPush,
  { entry, json, contentHash }: Extract<CheckedEntry, { check: 'readable' }>,
  outcome: { readonly code: EntryCode | null; readonly rev: number },
): Promise<void> {
  await tx
    .insertInto('entry')
    .values({
      id: entry.id,
      kind: entry.kind,
      v: entry.v,
      scope: entry.scope,
      primary_subject: entry.subjects[0] ?? '',
      author: entry.author,
      device: entry.device,
      corrected_at_ms: Math.round(correctedAtMs(entry)),
      status: outcome.code ? 'refused' : 'accepted',
      code: outcome.code ?? '',
      rev: outcome.rev,
      received_at: new Date(push.nowMs).toISOString(),
      author_role: push.role,
      content_hash: contentHash,
      json,
    })
    .execute()
}

async function acceptEntry(tx: Tx, push: PreparedPush, readable: Extract<CheckedEntry, { check: 'readable' }>, rev: number): Promise<void> {
  const { entry } = readable
  await storeEntry(tx, push, readable, { code: null, rev })
  await tx.insertInto('feed').values({ scope: entry.scope, rev, id: entry.id, type: 'entry' }).execute()
  const subjects = [...new Set<string>(entry.subjects)]
  await tx.insertInto('entry_subject').values(subjects.map((subject) => ({ subject, entry_id: entry.id }))).execute()
  await registerParts(tx, entry, push.smallPartsByHash, push.nowMs)
}

/**
 * Takes in one push inside the caller's transaction: every entry on its own, in order, each with its result.
 *
 * One revision per scope and push. Nothing is lost: what is refused is kept with its reason, what cannot be read is kept raw.
 */
export async function receiveEntries(tx: Tx, push: PreparedPush): Promise<Received> {
  const revisions = new Map<ScopeId, number>()
  const results: EntryResult[] = []
  const accepted: JournalEntry[] = []
  for (const checked of push.checked) {
    if (checked.check === 'unreadable') {
      await quarantine(tx, push, checked.id, checked.code, checked.json, checked.contentHash)
      results.push({ id: checked.id, status: 'quarantined', code: checked.code, params: checked.params })
      continue
    }
    const { entry } = checked
    const known = await knownResult(tx, push, checked)
    if (known) {
      results.push(known)
      continue
    }
    const code = await refusal(tx, push, entry)
    if (code) {
      await storeEntry(tx, push, checked, { code, rev: 0 })
      results.push({ id: entry.id, status: 'refused', code })
      continue
    }
    const rev = revisions.get(entry.scope) ?? (await nextRevision(tx, entry.scope))
    revisions.set(entry.scope, rev)
    await acceptEntry(tx, push, checked, rev)
    accepted.push(entry)
    results.push({ id: entry.id, status: 'accepted', rev })
  }
  await refreshCaseRows(tx, accepted)
  return { results, touchedScopes: new Set(revisions.keys()) }
}
