import { createHash } from 'node:crypto'
import type { Act } from '../audit/write-audit.ts'
import type { ErasureReason, Named } from './write-erasures.ts'

/** One line for all of them, by the hash of their ids: a night may erase a hundred thousand positions. None for none. */
export function erasureActs(parts: readonly Named[], reason: ErasureReason): readonly Act[] {
  if (parts.length === 0) return []
  const ids = parts.map(({ partId }) => partId).join()
  const sha256 = createHash('sha256').update(ids).digest('hex')
  return [{ act: 'parts.erased', target: reason, details: { parts: parts.length, sha256 } }]
}
