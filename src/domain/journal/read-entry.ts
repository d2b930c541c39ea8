import { entryKinds, isEntryKind, type EntryKind } from './entry-kinds.ts'
import type { EntryEnvelope, EntryStamp, JournalEntry, StampedEntry } from './entry.ts'

/** Says what one shipped version's data says in the words of the next version. Pure and total. */
export type Upcast = (data: EntryEnvelope['data']) => EntryEnvelope['data']

/** By kind the steps from version 1 to 2, from 2 to 3 …, one for each version that was ever replaced. */
export type Upcasts = { readonly [K in EntryKind]?: readonly Upcast[] }

/** No version has been replaced yet. A step that was shipped is never changed: the goldens hold it. */
const shippedUpcasts: Upcasts = {}

/**
 * An entry as this build reads it, in the current version of its kind; null for a kind or a version of a later build.
 *
 * What is stored and sent stays as it came: only what is folded and checked is read through this.
 */
export function readEntry(came: EntryEnvelope, upcasts: Upcasts = shippedUpcasts): JournalEntry | null {
  const { kind } = came
  if (!isEntryKind(kind) || came.v > entryKinds[kind].v) return null
  const steps = (upcasts[kind] ?? []).slice(came.v - 1)
  const data = steps.reduce((said, step) => step(said), came.data)
  // Which data belongs to which kind is what the schema of the kind says, at the edge where entries come in.
  return { ...came, v: entryKinds[kind].v, data } as unknown as JournalEntry
}

/** What of these entries a fold can read; a kind or a version of a later build is left out, for to fold it would be to guess. */
export const readEntries = (
  given: readonly { readonly entry: EntryEnvelope; readonly stamp: EntryStamp | null }[],
): readonly StampedEntry[] =>
  given.flatMap(({ entry: came, stamp }) => {
    const entry = readEntry(came)
    return entry ? [{ entry, stamp }] : []
  })
