import { correctedAtMs } from '../../domain/journal/entry.ts'
import type { Role } from '../../domain/people/role.ts'
import type { EntryCode } from '../../protocol/codes.ts'
import { inStatements } from '../store/statement-rows.ts'
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

/**
 * Entries of one push that were decided, written together.
 *
 * Until `write` the tables lack them: what reads entries in the same transaction comes after it.
 */
export interface EntryWriter {
  /** Keeps an entry that has no effect, with the reason; its id is used up. */
  refused(readable: ReadableEntry, receipt: Receipt): void
  /** Keeps an entry with its subjects and its parts; its places in feeds are given to it elsewhere. */
  accepted(readable: ReadableEntry, receipt: Receipt): void
  write(): Promise<void>
}

const toRow = ({ entry, json, contentHash }: ReadableEntry, receipt: Receipt) => ({
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
})

const toSubjectRows = ({ entry }: ReadableEntry) =>
  [...new Set<string>(entry.subjects)].map((subject) => ({ subject, entry_id: entry.id }))

export function createEntryWriter(tx: Tx): EntryWriter {
  let rows: ReturnType<typeof toRow>[] = []
  let withEffect: ReadableEntry[] = []

  return {
    refused: (readable, receipt) => void rows.push(toRow(readable, receipt)),
    accepted: (readable, receipt) => {
      rows.push(toRow(readable, receipt))
      withEffect.push(readable)
    },
    write: async () => {
      for (const some of inStatements(rows)) await tx.insertInto('entry').values(some).execute()
      for (const some of inStatements(withEffect.flatMap(toSubjectRows)))
        await tx.insertInto('entry_subject').values(some).execute()
      await registerParts(
        tx,
        withEffect.map(({ entry }) => entry),
      )
      rows = []
      withEffect = []
    },
  }
}
