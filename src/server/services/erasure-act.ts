import { createHash } from 'node:crypto'
import type { Sha256 } from '../../domain/ids.ts'
import type { Act } from '../audit/write-audit.ts'
import type { BesideFactOf, ErasureReason } from '../store/beside-log.ts'
import type { Named } from './write-erasures.ts'

/** One line for all of them, by the hash of their ids: a night may erase a hundred thousand positions. None for none. */
function lineOf(ids: readonly string[], target: ErasureReason | 'unnamed', more: Act['details'] = {}): readonly Act[] {
  if (ids.length === 0) return []
  const sha256 = createHash('sha256').update(ids.join()).digest('hex')
  return [{ act: 'parts.erased', target, details: { parts: ids.length, sha256, ...more } }]
}

export const erasureActs = (
  parts: readonly Pick<Named, 'partId'>[],
  reason: ErasureReason,
  more: Act['details'] = {},
): readonly Act[] =>
  lineOf(
    parts.map(({ partId }) => partId),
    reason,
    more,
  )

/** Of bytes that no part named, by their hashes. */
export const unnamedActs = (hashes: readonly Sha256[]): readonly Act[] => lineOf(hashes, 'unnamed')

/** Why; of what an older line tells it is not known any more, and nearly all of it was over its time. */
export const reasonOf = ({ reason }: BesideFactOf<'part.erased'>): ErasureReason => reason ?? 'retention'

/** Of erasures that a database did not know of: a line for each that was done at one moment for one reason, with that moment. */
export function recalledActs(facts: readonly BesideFactOf<'part.erased'>[]): readonly Act[] {
  const byErasure = Map.groupBy(facts, (fact) => `${fact.at} ${reasonOf(fact)}`)
  return [...byErasure.values()].flatMap((same) =>
    same.slice(0, 1).flatMap((first) => erasureActs(same, reasonOf(first), { erasedAt: first.at })),
  )
}
