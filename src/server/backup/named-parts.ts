import type { DatabaseSync } from 'node:sqlite'
import type { BesideFact } from '../store/beside-log.ts'
import type { NamedPart } from './verify-copy.ts'

interface Erased {
  readonly partIds: ReadonlySet<string>
  /** By the bytes' hash, when the last of its parts was. */
  readonly lastAt: ReadonlyMap<string, string>
}

function erasedIn(facts: readonly BesideFact[]): Erased {
  const partIds = new Set<string>()
  const lastAt = new Map<string, string>()
  for (const fact of facts) {
    if (fact.what !== 'part.erased') continue
    partIds.add(fact.partId)
    if (fact.at > (lastAt.get(fact.sha256) ?? '')) lastAt.set(fact.sha256, fact.at)
  }
  return { partIds, lastAt }
}

/**
 * Of these parts, the ones that are owed still once everything that the log beside the database says is erased.
 *
 * Two records may hold one picture: its bytes go with the last of them. Bytes that no record in the copy names are owed, unless
 * they were erased since they came: their record has come and gone after the copy was made.
 */
export function namedAfter(
  facts: readonly BesideFact[],
  copy: DatabaseSync,
  parts: readonly NamedPart[],
): readonly NamedPart[] {
  const { partIds, lastAt } = erasedIn(facts)
  const naming = copy.prepare(`select part_id from part where sha256 = ? and state != 'erased'`)
  return parts.filter(({ sha256, storedAt }) => {
    const ids = naming.all(sha256).map((row) => String(row['part_id']))
    return ids.length === 0 ? storedAt > (lastAt.get(sha256) ?? '') : ids.some((id) => !partIds.has(id))
  })
}
