import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { entryKinds, isEntryKind } from '../../domain/journal/entry-kinds.ts'
import { EntryEnvelope, type JournalEntry } from '../../domain/journal/entry.ts'
import type { EntryId } from '../../domain/ids.ts'
import { canonicalJson } from '../../lib/canonical-json.ts'
import type { EntryCode } from '../../protocol/codes.ts'

/** What one pushed thing turned out to be, before the database is asked. */
export type CheckedEntry =
  | { readonly check: 'readable'; readonly entry: JournalEntry; readonly json: string; readonly contentHash: string }
  | {
      readonly check: 'unreadable'
      readonly id: EntryId | null
      readonly code: EntryCode
      readonly params: Readonly<Record<string, string>>
      readonly json: string
      readonly contentHash: string
    }

const idOf = (raw: unknown): EntryId | null => {
  const id = (raw as { id?: unknown } | null)?.id
  return v.is(EntryEnvelope.entries.id, id) ? (id as EntryId) : null
}

/**
 * Reads one pushed entry as far as it can be read; never throws, never drops a byte.
 *
 * The raw JSON is what is stored, so that members of a newer client survive an older server.
 */
export function checkEntry(raw: unknown): CheckedEntry {
  const json = JSON.stringify(raw) ?? 'null'
  const contentHash = createHash('sha256').update(canonicalJson(raw)).digest('hex')
  const unreadable = (code: EntryCode, params: Readonly<Record<string, string>> = {}): CheckedEntry => ({
    check: 'unreadable',
    id: idOf(raw),
    code,
    params,
    json,
    contentHash,
  })
  const envelope = v.safeParse(EntryEnvelope, raw)
  if (!envelope.success) return unreadable('entry/malformed', { path: v.getDotPath(envelope.issues[0]) ?? '' })
  const { kind } = envelope.output
  if (!isEntryKind(kind)) return unreadable('entry/kind-unknown', { kind })
  if (envelope.output.v > entryKinds[kind].v) return unreadable('entry/version-unknown', { kind })
  const data = v.safeParse(entryKinds[kind].data, envelope.output.data)
  if (!data.success) return unreadable('entry/data-invalid', { path: v.getDotPath(data.issues[0] as v.BaseIssue<unknown>) ?? '' })
  // The kind decided which schema data passed: that is what the union's member says.
  return { check: 'readable', entry: envelope.output as unknown as JournalEntry, json, contentHash }
}
