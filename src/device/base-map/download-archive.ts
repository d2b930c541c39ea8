import type { BaseMapArchive } from '../../protocol/base-map.ts'
import { DeviceProblem } from '../device-problem.ts'
import type { Digest } from '../journal/digest.ts'
import type { FetchMapRange } from './fetch-map-range.ts'
import { missingPieces, pieceName, pieceRange } from './map-pieces.ts'
import type { MapShelf } from './map-shelf.ts'

export interface DownloadParts {
  readonly shelf: MapShelf
  readonly fetchRange: FetchMapRange
  readonly digest: Digest
}

async function fetchPiece(parts: DownloadParts, archive: BaseMapArchive, index: number): Promise<ArrayBuffer> {
  const [from, to] = pieceRange(archive, index)
  const bytes = await parts.fetchRange(archive.sha256, from, to)
  if ((await parts.digest(bytes)) !== archive.pieces[index]) throw new DeviceProblem('map/piece-damaged')
  return bytes
}

/**
 * Fetches the pieces that are not here yet; resolves when all are, each with the hash that the server named.
 *
 * What has come stays after any failure, so that the next call goes on where this one ended. `onProgress` is told the bytes
 * that are here.
 */
export async function downloadArchive(
  parts: DownloadParts,
  archive: BaseMapArchive,
  onProgress: (bytesHere: number) => void,
): Promise<void> {
  const missing = missingPieces(archive, await parts.shelf.names())
  const lengthOf = (index: number): number => {
    const [from, to] = pieceRange(archive, index)
    return to - from
  }
  let bytesHere = archive.sizeBytes - missing.reduce((sum, index) => sum + lengthOf(index), 0)
  onProgress(bytesHere)
  for (const index of missing) {
    await parts.shelf.write(pieceName(archive, index), await fetchPiece(parts, archive, index))
    bytesHere += lengthOf(index)
    onProgress(bytesHere)
  }
}
