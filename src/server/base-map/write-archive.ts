import { gzipSync } from 'node:zlib'
import { zxyToTileId } from 'pmtiles'
import { archiveHeaderBytes } from '../../protocol/archive-header.ts'

export interface ArchiveTile {
  readonly z: number
  readonly x: number
  readonly y: number
  /** As it is stored: a vector tile packed with gzip, or a picture. */
  readonly bytes: Uint8Array
}

export interface ArchiveFacts {
  /** By the numbers of the format: 1 vector, 2 png, 4 webp. */
  readonly tileType: 1 | 2 | 4
  readonly bounds: { readonly west: number; readonly south: number; readonly east: number; readonly north: number }
  readonly metadata: object
}

/** The root directory and the header must be in the first 16 KiB of a file; with about a thousand tiles they are. */
const rootEndsBeforeBytes = 16_384
const noCompression = 1
const gzip = 2

interface PlacedTile {
  readonly id: number
  readonly length: number
}

function varint(value: number): number[] {
  const bytes: number[] = []
  let rest = value
  for (; rest > 0x7f; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80)
  bytes.push(rest)
  return bytes
}

/** Column by column: ids as differences, run lengths, lengths, offsets. 0 stands for "right behind the one before". */
function directoryOf(tiles: readonly PlacedTile[]): Uint8Array {
  const ids = tiles.map(({ id }, index) => id - (tiles[index - 1]?.id ?? 0))
  const offsets = tiles.map((_, index) => (index === 0 ? 1 : 0))
  const columns = [[tiles.length], ids, tiles.map(() => 1), tiles.map(({ length }) => length), offsets]
  return gzipSync(Uint8Array.from(columns.flat().flatMap(varint)), { level: 9 })
}

function headerOf(facts: ArchiveFacts, sections: readonly Uint8Array[], tiles: readonly ArchiveTile[]): Uint8Array {
  const header = Buffer.alloc(archiveHeaderBytes)
  header.write('PMTiles', 0, 'ascii')
  header.writeUInt8(3, 7)
  let offset = archiveHeaderBytes
  sections.forEach((section, index) => {
    header.writeBigUInt64LE(BigInt(offset), 8 + index * 16)
    header.writeBigUInt64LE(BigInt(section.byteLength), 16 + index * 16)
    offset += section.byteLength
  })
  for (const at of [72, 80, 88]) header.writeBigUInt64LE(BigInt(tiles.length), at)
  const zooms = tiles.map(({ z }) => z)
  const [minZoom, maxZoom] = [Math.min(...zooms), Math.max(...zooms)]
  const tileCompression = facts.tileType === 1 ? gzip : noCompression
  const clustered = 1
  header.set([clustered, gzip, tileCompression, facts.tileType, minZoom, maxZoom], 96)
  const { west, south, east, north } = facts.bounds
  const degrees = { 102: west, 106: south, 110: east, 114: north, 119: (west + east) / 2, 123: (south + north) / 2 }
  for (const [at, value] of Object.entries(degrees)) header.writeInt32LE(Math.round(value * 1e7), Number(at))
  header.writeUInt8(maxZoom, 118)
  return header
}

/**
 * Writes a PMTiles archive of version 3 with one directory; the same tiles give the same bytes.
 *
 * For maps of some hundred tiles, as the sample's: no library on npm that is kept up writes the format.
 */
export function writeArchive(tiles: readonly ArchiveTile[], facts: ArchiveFacts): Uint8Array {
  const ordered = tiles
    .map((tile) => ({ ...tile, id: zxyToTileId(tile.z, tile.x, tile.y) }))
    .sort((left, right) => left.id - right.id)
  const root = directoryOf(ordered.map(({ id, bytes }) => ({ id, length: bytes.byteLength })))
  if (archiveHeaderBytes + root.byteLength > rootEndsBeforeBytes) throw new Error('Too many tiles for one directory.')
  const metadata = gzipSync(JSON.stringify(facts.metadata), { level: 9 })
  const data = Buffer.concat(ordered.map(({ bytes }) => bytes))
  const sections = [root, metadata, new Uint8Array(0), data]
  return Buffer.concat([headerOf(facts, sections, ordered), ...sections])
}
