import type { Sha256 } from '../../domain/ids.ts'
import { moveParts } from '../move/move-parts.ts'
import type { PartStore } from '../photos/part-store.ts'
import type { LostPart } from './find-lost.ts'

/**
 * Puts back what a backup has whole; resolves with their hashes.
 *
 * Rejects with `NoRoomForPartsError` where parts are kept no longer has room.
 */
export async function bringBack(
  lost: readonly LostPart[],
  { from, to }: { readonly from: PartStore; readonly to: PartStore },
): Promise<readonly Sha256[]> {
  const found = lost.filter(({ isInBackup }) => isInBackup)
  for (const { sha256, held } of found) if (held === 'damaged') await to.remove(sha256)
  const hashes = found.map(({ sha256 }) => sha256)
  const { lacking } = await moveParts(hashes, { from, to }, () => undefined)
  return hashes.filter((sha256) => !lacking.includes(sha256))
}
