import type { DatabaseSync } from 'node:sqlite'
import type { BesideFact } from '../store/beside-log.ts'
import type { NamedPart } from './verify-copy.ts'

interface Erased {
  readonly partIds: ReadonlySet<string>
  /** By the bytes' hash, when they went for the last time. */
  readonly bytesAt: ReadonlyMap<string, string>
}

function erasedIn(facts: readonly BesideFact[]): Erased {
  const partIds = new Set<string>()
  const bytesAt = new Map<string, string>()
  for (const fact of facts) {
    if (fact.what === 'part.erased') partIds.add(fact.partId)
    const isOfBytes = fact.what === 'bytes.erased' || (fact.what === 'part.erased' && fact.bytes !== 'apart')
    if (isOfBytes && fact.at > (bytesAt.get(fact.sha256) ?? '')) bytesAt.set(fact.sha256, fact.at)
  }
  return { partIds, bytesAt }
}

/**
 * Of these parts, the ones that are owed still once everything that the log beside the database says is erased.
 *
 * Two records may hold one picture, and one of them may be younger than the copy: its bytes are owed unless the log says that
 * they went after they had come. Those that a living record in the copy names are owed whatever it says.
 */
export function namedAfter(
  facts: readonly BesideFact[],
  copy: DatabaseSync,
  parts: readonly NamedPart[],
): readonly NamedPart[] {
  const { partIds, bytesAt } = erasedIn(facts)
  const naming = copy.prepare(`select part_id from part where sha256 = ? and state != 'erased'`)
  return parts.filter(({ sha256, storedAt }) => {
    const ids = naming.all(sha256).map((row) => String(row['part_id']))
    return storedAt > (bytesAt.get(sha256) ?? '') || ids.some((id) => !partIds.has(id))
  })
}
