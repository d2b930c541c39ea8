import { wireLimits } from '../../protocol/limits.ts'

/** How many chunks a part of this size travels in. */
export const chunkCount = (sizeBytes: number): number => Math.ceil(sizeBytes / wireLimits.chunkBytes)

/** Exact length of one chunk; null where a part of this size has no such chunk. */
export function chunkLength(index: number, sizeBytes: number): number | null {
  const count = chunkCount(sizeBytes)
  if (!Number.isInteger(index) || index < 0 || index >= count) return null
  return index < count - 1 ? wireLimits.chunkBytes : sizeBytes - (count - 1) * wireLimits.chunkBytes
}
