import { wireLimits } from '../../protocol/limits.ts'
import type { BaseMapArchive } from '../../protocol/base-map.ts'

/** Under which name a piece lies on the shelf. Pieces of two maps never meet. */
export const pieceName = ({ sha256 }: Pick<BaseMapArchive, 'sha256'>, index: number): string => `${sha256}.${index}`

/** Where a piece begins and ends in its file; the end is left out. */
export function pieceRange({ sizeBytes }: Pick<BaseMapArchive, 'sizeBytes'>, index: number): readonly [number, number] {
  const from = index * wireLimits.mapPieceBytes
  return [from, Math.min(from + wireLimits.mapPieceBytes, sizeBytes)]
}

/** Indexes of the pieces that are not among `names`. */
export const missingPieces = (archive: BaseMapArchive, names: readonly string[]): readonly number[] => {
  const here = new Set(names)
  return [...archive.pieces.keys()].filter((index) => !here.has(pieceName(archive, index)))
}
