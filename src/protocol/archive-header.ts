import type { TileKind } from './base-map.ts'

/** Why a file cannot be the bureau's map, as codes of the wire. */
export type ArchiveFault = 'map/not-an-archive' | 'map/truncated' | 'map/unsupported'

export interface ArchiveHeader {
  readonly tiles: TileKind
  readonly minZoom: number
  readonly maxZoom: number
}

/** Of PMTiles version 3 (https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md); everything is little-endian. */
export const archiveHeaderBytes = 127
const magic = [...'PMTiles'].map((sign) => sign.charCodeAt(0))
const readableVersion = 3
/** Where the header says that root directory, metadata, leaf directories and tiles begin; each length follows its offset. */
const sectionOffsets = [8, 24, 40, 56] as const
const at = { internalCompression: 97, tileCompression: 98, tileType: 99, minZoom: 100, maxZoom: 101 } as const

/** By the numbers of the format; every browser that the app is built for draws all of them. */
const kinds: Readonly<Record<number, TileKind>> = { 1: 'vector', 2: 'png', 3: 'jpeg', 4: 'webp', 5: 'avif' }
/** None and gzip: what browsers unpack without a library. 0 is said of pictures, which pack themselves. */
const plainOrGzip: readonly number[] = [0, 1, 2]

/** End of the farthest section. Sizes of a map fit into 53 bits. */
const statedEnd = (view: DataView): number =>
  Math.max(
    ...sectionOffsets.map((offset) => Number(view.getBigUint64(offset, true) + view.getBigUint64(offset + 8, true))),
  )

/** Reads the first bytes of a file of `sizeBytes`; says why it is no map that phones can draw. */
export function readArchiveHeader(bytes: Uint8Array, sizeBytes: number): ArchiveHeader | ArchiveFault {
  if (!magic.every((code, index) => bytes[index] === code)) return 'map/not-an-archive'
  if (bytes[magic.length] !== readableVersion) return 'map/unsupported'
  if (bytes.byteLength < archiveHeaderBytes) return 'map/truncated'
  const view = new DataView(bytes.buffer, bytes.byteOffset, archiveHeaderBytes)
  const tiles = kinds[view.getUint8(at.tileType)]
  const compressions = [view.getUint8(at.internalCompression), view.getUint8(at.tileCompression)]
  if (!tiles || !compressions.every((compression) => plainOrGzip.includes(compression))) return 'map/unsupported'
  if (statedEnd(view) > sizeBytes) return 'map/truncated'
  return { tiles, minZoom: view.getUint8(at.minZoom), maxZoom: view.getUint8(at.maxZoom) }
}
