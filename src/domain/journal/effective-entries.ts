import type { EntryId } from '../ids.ts'
import { correctedAtMs, type JournalEntry, type StampedEntry } from './entry.ts'

/** Earlier first; the same moment is settled by the id, so that every arrival order gives one arrangement. */
const byCapturedTime = (left: StampedEntry, right: StampedEntry): number =>
  correctedAtMs(left.entry) - correctedAtMs(right.entry) || (left.entry.id < right.entry.id ? -1 : 1)

export interface EffectiveEntries {
  /** Each entry once, without the withdrawn ones and the withdrawals, by captured time. */
  readonly entries: readonly StampedEntry[]
  readonly withdrawn: readonly EntryId[]
}

/** Authors by entry id: only they may take an entry back. */
const authorsOf = (entries: Iterable<JournalEntry>): ReadonlyMap<string, string> =>
  new Map([...entries].map((entry) => [entry.id, entry.author]))

/**
 * Arranges entries for a fold: duplicates once, withdrawn ones out, the rest by corrected captured time.
 *
 * A withdrawal counts only when it and its target have the same author; a stamped copy wins over an unstamped one.
 */
export function effectiveEntries(given: readonly StampedEntry[]): EffectiveEntries {
  const byId = new Map<string, StampedEntry>()
  for (const item of given) if (!byId.get(item.entry.id)?.stamp) byId.set(item.entry.id, item)
  const authors = authorsOf([...byId.values()].map((item) => item.entry))
  const withdrawn = new Set<EntryId>()
  for (const { entry } of byId.values()) {
    if (entry.kind === 'record.withdrawn' && authors.get(entry.data.target) === entry.author) withdrawn.add(entry.data.target)
  }
  const entries = [...byId.values()]
    .filter(({ entry }) => entry.kind !== 'record.withdrawn' && !withdrawn.has(entry.id))
    .sort(byCapturedTime)
  return { entries, withdrawn: [...withdrawn].sort() }
}
