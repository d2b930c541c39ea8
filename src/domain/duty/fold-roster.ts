import type { PersonId, ScopeId, SubjectId } from '../ids.ts'
import { effectiveEntries } from '../journal/effective-entries.ts'
import { correctedAtMs, type StampedEntry } from '../journal/entry.ts'
import { foldSwaps, type Swap } from './fold-swaps.ts'
import type { RosterAcknowledged } from './roster-entries.ts'

/** What one person has seen of a shift, and when; the newest word counts. */
export interface Acknowledgement extends RosterAcknowledged {
  readonly atMs: number
}

/** What people have said about a shift of the roster, before and apart from standing it. */
export interface RosterState {
  readonly shiftId: SubjectId
  readonly scope: ScopeId
  readonly seen: Readonly<Partial<Record<PersonId, Acknowledgement>>>
  /** 换班 asked about it, oldest first. */
  readonly swaps: readonly Swap[]
}

/** Raised whenever foldRoster says something else about the same entries; tables of folds are then rebuilt. */
export const rosterFoldVersion = 2

const isOfRoster = (kind: string): boolean => kind.startsWith('roster.')

/** Null where nobody has said anything. Equal for every order and every number of copies of the same entries. */
export function foldRoster(shiftId: SubjectId, given: readonly StampedEntry[]): RosterState | null {
  const scope = given.find(({ entry }) => isOfRoster(entry.kind))?.entry.scope
  if (scope === undefined) return null
  const seen: Partial<Record<PersonId, Acknowledgement>> = {}
  const { entries } = effectiveEntries(given)
  for (const { entry } of entries) {
    if (entry.kind !== 'roster.acknowledged') continue
    // Entries come by captured time, so the later word stands.
    seen[entry.author] = { ...entry.data, atMs: correctedAtMs(entry) }
  }
  return { shiftId, scope, seen, swaps: foldSwaps(shiftId, entries) }
}
