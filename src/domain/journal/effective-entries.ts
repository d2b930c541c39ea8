import type { EntryId } from '../ids.ts'
import { inCapturedOrder } from './captured-order.ts'
import type { StampedEntry } from './entry.ts'

export interface EffectiveEntries {
  /** Each entry once, in captured order, withdrawn ones and withdrawals among them. */
  readonly all: readonly StampedEntry[]
  /** Of `all`, what has an effect: without the withdrawn ones and the withdrawals. */
  readonly entries: readonly StampedEntry[]
  readonly withdrawn: readonly EntryId[]
}

/** The copy that says more: stamped before unstamped, then the server's first revision. */
const isBetterCopy = (copy: StampedEntry, known: StampedEntry): boolean =>
  (copy.stamp?.rev ?? Infinity) < (known.stamp?.rev ?? Infinity)

function eachOnce(given: readonly StampedEntry[]): ReadonlyMap<string, StampedEntry> {
  const byId = new Map<string, StampedEntry>()
  for (const item of given) {
    const known = byId.get(item.entry.id)
    if (!known || isBetterCopy(item, known)) byId.set(item.entry.id, item)
  }
  return byId
}

/** Only its own author may take an entry back, and a withdrawal itself stays. */
function withdrawnIds(byId: ReadonlyMap<string, StampedEntry>): ReadonlySet<EntryId> {
  const withdrawn = new Set<EntryId>()
  for (const { entry } of byId.values()) {
    if (entry.kind !== 'record.withdrawn') continue
    const target = byId.get(entry.data.target)?.entry
    if (target && target.author === entry.author && target.kind !== 'record.withdrawn') withdrawn.add(target.id)
  }
  return withdrawn
}

/**
 * Arranges entries for a fold: duplicates once, withdrawn ones out, the rest in captured order.
 *
 * Equal for every order and every number of copies in which the same entries are given.
 */
export function effectiveEntries(given: readonly StampedEntry[]): EffectiveEntries {
  const byId = eachOnce(given)
  const withdrawn = withdrawnIds(byId)
  const all = inCapturedOrder([...byId.values()])
  return {
    all,
    entries: all.filter(({ entry }) => entry.kind !== 'record.withdrawn' && !withdrawn.has(entry.id)),
    withdrawn: [...withdrawn].sort(),
  }
}
