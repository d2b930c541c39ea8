import type { JournalRow } from '../../../device/database/rows.ts'
import type { NewEntry } from '../../../device/journal/journal.ts'
import type { Disposition } from '../../../domain/casework/disposition.ts'
import { bureauScope, type ScopeId } from '../../../domain/ids.ts'
import type { PhotoRef, VoiceRef } from '../../../domain/journal/part-ref.ts'

export interface Correction {
  readonly note?: string
  readonly disposition?: Disposition
}

/** The same record with what a person changed; a squad that one has left gives way to the present one. */
export function correctedEntry(row: JournalRow, correction: Correction, homeScope: ScopeId): NewEntry {
  const { entry } = row
  const photos = entry.parts.filter((part): part is PhotoRef => part.kind === 'photo')
  const voices = entry.parts.filter((part): part is VoiceRef => part.kind === 'voice')
  const leftSquad = row.code === 'entry/scope-not-member' && homeScope !== bureauScope
  return {
    kind: entry.kind,
    scope: leftSquad ? homeScope : entry.scope,
    subjects: entry.subjects,
    after: entry.after,
    data: { ...entry.data, ...correction },
    photos,
    voices,
    // The kind decides the shape of data; it was checked when the record was first made and only texts and choices changed.
  } as NewEntry
}
