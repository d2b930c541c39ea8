import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { isEntryKind } from '../../domain/journal/entry-kinds.ts'
import { entrySchemas } from '../../domain/journal/entry-schemas.ts'
import { EntryEnvelope, type JournalEntry } from '../../domain/journal/entry.ts'
import { readEntry } from '../../domain/journal/read-entry.ts'
import { caseIdOf, EntryId } from '../../domain/ids.ts'
import { surveyContradiction } from '../../domain/signage/survey-check.ts'
import { windContradiction } from '../../domain/signage/wind-check.ts'
import { canonicalJson } from '../../lib/canonical-json.ts'
import type { EntryCode } from '../../protocol/codes.ts'

interface Raw {
  /** As it came, members of a newer client included. */
  readonly json: string
  readonly contentHash: string
}

export interface ReadableEntry extends Raw {
  readonly check: 'readable'
  readonly entry: JournalEntry
}

export interface UnreadableEntry extends Raw {
  readonly check: 'unreadable'
  readonly id: EntryId | null
  readonly code: EntryCode
  readonly params: Readonly<Record<string, string>>
}

/** What one pushed thing turned out to be, before the database is asked. */
export type CheckedEntry = ReadableEntry | UnreadableEntry

const pathOf = (issue: v.BaseIssue<unknown>): string => v.getDotPath(issue) ?? ''

type Reading =
  { readonly entry: JournalEntry } | { readonly code: EntryCode; readonly params: Readonly<Record<string, string>> }

/** Where an entry contradicts itself; null where it does not. */
function contradictionIn(entry: JournalEntry): string | null {
  // A second report under the name of another's case would make every phone fold another one.
  if (entry.kind === 'case.reported') return entry.subjects[0] === caseIdOf(entry.id) ? null : 'subjects.0'
  return entry.kind === 'sign.surveyed' ? surveyContradiction(entry) : windContradiction(entry)
}

function checkRaw(raw: unknown): Reading {
  const envelope = v.safeParse(EntryEnvelope, raw)
  if (!envelope.success) return { code: 'entry/malformed', params: { path: pathOf(envelope.issues[0]) } }
  const { kind } = envelope.output
  if (!isEntryKind(kind)) return { code: 'entry/kind-unknown', params: { kind } }
  const entry = readEntry(envelope.output)
  if (!entry) return { code: 'entry/version-unknown', params: { kind } }
  const data = v.safeParse(entrySchemas[kind], entry.data)
  if (!data.success) return { code: 'entry/data-invalid', params: { path: pathOf(data.issues[0]) } }
  const wrong = contradictionIn(entry)
  return wrong ? { code: 'entry/data-invalid', params: { path: wrong } } : { entry }
}

const idOf = (raw: unknown): EntryId | null => {
  const id = v.safeParse(EntryId, (raw as { id?: unknown } | null)?.id)
  return id.success ? id.output : null
}

/**
 * Reads one pushed entry as far as it can be read; drops no byte.
 *
 * The raw JSON is what is stored, so that members of a newer client survive an older server.
 */
export function checkEntry(raw: unknown): CheckedEntry {
  const json = JSON.stringify(raw)
  const contentHash = createHash('sha256').update(canonicalJson(raw)).digest('hex')
  const reading = checkRaw(raw)
  return 'entry' in reading
    ? { check: 'readable', entry: reading.entry, json, contentHash }
    : { check: 'unreadable', id: idOf(raw), ...reading, json, contentHash }
}
