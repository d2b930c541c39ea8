import { wireLimits } from '../../protocol/limits.ts'
import type { BaseMapArchive } from '../../protocol/base-map.ts'
import { DeviceProblem } from '../device-problem.ts'
import { pieceName } from './map-pieces.ts'
import type { MapShelf } from './map-shelf.ts'

/** A map on this device as the PMTiles library reads it (its `Source`). */
export interface ArchiveSource {
  /** Unique per map: the library keeps directories by it. */
  getKey(): string
  getBytes(offset: number, length: number): Promise<{ readonly data: ArrayBuffer }>
}

/** Reads bytes of a map across its pieces; cut at the end of the map. Rejects with `map/piece-missing` where one is gone. */
export function createArchiveSource(shelf: MapShelf, archive: BaseMapArchive): ArchiveSource {
  const { mapPieceBytes } = wireLimits

  async function readPart(index: number, from: number, to: number): Promise<Uint8Array> {
    const part = { from: from - index * mapPieceBytes, length: to - from }
    const bytes = await shelf.read(pieceName(archive, index), part)
    if (bytes?.byteLength !== part.length) throw new DeviceProblem('map/piece-missing')
    return new Uint8Array(bytes)
  }

  return {
    getKey: () => archive.sha256,
    getBytes: async (offset, length) => {
      const end = Math.min(offset + length, archive.sizeBytes)
      const data = new Uint8Array(Math.max(0, end - offset))
      for (let at = offset; at < end;) {
        const index = Math.floor(at / mapPieceBytes)
        const to = Math.min(end, (index + 1) * mapPieceBytes)
        data.set(await readPart(index, at, to), at - offset)
        at = to
      }
      return { data: data.buffer }
    },
  }
}
