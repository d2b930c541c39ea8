import type { EntryId } from '../../domain/ids.ts'
import { correctedAtMs } from '../../domain/journal/entry.ts'
import type { Role } from '../../domain/people/role.ts'
import type { EntryCode } from '../../protocol/codes.ts'
import type { Tx } from '../store/store.ts'
import type { ReadableEntry } from './check-entry.ts'
import { registerParts } from './part-rows.ts'

/** What was decided about an entry, and when. */
export interface Receipt {
  readonly code: EntryCode | null
  /** Of its scope; 0 where it is refused, for it stands in no feed. */
  readonly rev: number
  /** In the entry's scope; none where the author is no member. */
  readonly role: Role | undefined
  readonly nowMs: number
}

export interface KnownEntry {
  readonly code: EntryCode | null
  readonly rev: number
  readonly contentHash: string
}

/** What was decided about this id before; null when it is new. */
export async function findEntry(tx: Tx, id: EntryId): Promise<KnownEntry | null> {
  const row = await tx
    .selectFrom('entry')
    .select(['status', 'code', 'rev', 'content_hash'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  return {
    code: row.status === 'accepted' ? null : (row.code as EntryCode),
    rev: Number(row.rev),
    contentHash: row.content_hash,
  }
}

async function insertEntry(tx: Tx, { entry, json, contentHash }: ReadableEntry, receipt: Receipt): Promise<void> {
  const row = {
    id: entry.id,
    kind: entry.kind,
    v: entry.v,
    scope: entry.scope,
    primary_subject: entry.subjects[0] ?? '',
    author: entry.author,
    device: entry.device,
    corrected_at_ms: Math.round(correctedAtMs(entry)),
    status: receipt.code ? ('refused' as const) : ('accepted' as const),
    code: receipt.code ?? '',
    rev: receipt.rev,
    received_at: new Date(receipt.nowMs).toISOString(),
    author_role: receipt.role ?? '',
    content_hash: contentHash,
    json,
  }
  await tx.insertInto('entry').values(row).execute()
}

/** Keeps an entry that has no effect, with the reason; its id is used up. */
export const storeRefused = insertEntry

/** Keeps an entry with its subjects and its parts; its places in feeds are given to it elsewhere. */
export async function storeAccepted(tx: Tx, readable: ReadableEntry, receipt: Receipt): Promise<void> {
  const { entry } = readable
  await insertEntry(tx, readable, receipt)
  const subjects = [...new Set<string>(entry.subjects)]
  await tx
    .insertInto('entry_subject')
    .values(subjects.map((subject) => ({ subject, entry_id: entry.id })))
    .execute()
  await registerParts(tx, entry)
}
