import type { DatabaseSync } from 'node:sqlite'
import type { Sha256 } from '../../domain/ids.ts'
import type { BesideFact } from '../store/beside-log.ts'

/**
 * Of these hashes, the ones that are owed still once everything that the log beside the database says is erased.
 *
 * Two records may hold one picture: its bytes go with the last of them. Bytes that no record names yet are owed.
 */
export function namedAfter(
  facts: readonly BesideFact[],
  copy: DatabaseSync,
  hashes: readonly Sha256[],
): readonly Sha256[] {
  const erased = new Set<string>(facts.flatMap((fact) => (fact.what === 'part.erased' ? [fact.partId] : [])))
  const naming = copy.prepare(`select part_id from part where sha256 = ? and state != 'erased'`)
  return hashes.filter((sha256) => {
    const ids = naming.all(sha256).map((row) => String(row['part_id']))
    return ids.length === 0 || ids.some((id) => !erased.has(id))
  })
}
