import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { Compression, PMTiles, SharedPromiseCache, type Source } from 'pmtiles'
import type { Sha256 } from '../../domain/ids.ts'
import { archiveHeaderBytes, readArchiveHeader } from '../../protocol/archive-header.ts'
import type { TileKind } from '../../protocol/base-map.ts'
import { wireLimits } from '../../protocol/limits.ts'
import type { PartStore, StoredBytes } from '../photos/part-store.ts'
import { Problem } from '../problem.ts'

export interface InspectedArchive {
  readonly tiles: TileKind
  readonly sizeBytes: number
  readonly pieces: readonly Sha256[]
}

const bytesOf = async ({ stream }: StoredBytes): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(Buffer.concat(await stream.toArray()))

const gone = (): Problem => new Problem('request/not-found', 'The bytes of the map are not here.')

async function readRange(partStore: PartStore, sha256: Sha256, from: number, length: number) {
  const stored = await partStore.open(sha256, { fromByte: from, toByte: from + length - 1 })
  if (!stored) throw gone()
  return bytesOf(stored)
}

/** A directory of the format's 16 KiB unpacks to less, and the metadata of a whole country are some 100 KB. */
const mostReadBytes = 4 * 1024 * 1024
const unpackGzip = promisify(gunzip)

/** Of a few packed kilobytes that unpack to gigabytes no more is unpacked than this. */
async function unpack(bytes: ArrayBuffer, compression: Compression): Promise<ArrayBuffer> {
  if (compression !== Compression.Gzip) return bytes
  return new Uint8Array(await unpackGzip(bytes, { maxOutputLength: mostReadBytes })).buffer
}

/** Directories and metadata are read as a phone would read them: damage inside is found here and not in the street. */
async function assertReadable(partStore: PartStore, sha256: Sha256): Promise<void> {
  const source: Source = {
    getKey: () => sha256,
    getBytes: async (offset, length) => {
      if (length > mostReadBytes) throw new Problem('map/not-an-archive', 'The metadata of the map are too long.')
      return { data: (await readRange(partStore, sha256, offset, length)).buffer }
    },
  }
  try {
    const archive = new PMTiles(source, new SharedPromiseCache(undefined, true, unpack), unpack)
    const header = await archive.getHeader()
    await archive.getMetadata()
    await archive.cache.getDirectory(source, header.rootDirectoryOffset, header.rootDirectoryLength, header)
  } catch (cause) {
    if (cause instanceof Problem) throw cause
    throw new Problem('map/not-an-archive', 'The directory of the map cannot be read.', { cause })
  }
}

/** Hash of every piece, in one pass and with one piece in memory. */
async function hashPieces({ stream }: StoredBytes): Promise<readonly Sha256[]> {
  const pieces: Sha256[] = []
  let hash = createHash('sha256')
  let filled = 0
  const end = (): void => {
    pieces.push(hash.digest('hex') as Sha256)
    hash = createHash('sha256')
    filled = 0
  }
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    for (let at = 0; at < chunk.byteLength;) {
      const part = chunk.subarray(at, at + wireLimits.mapPieceBytes - filled)
      hash.update(part)
      at += part.byteLength
      filled += part.byteLength
      if (filled === wireLimits.mapPieceBytes) end()
    }
  }
  if (filled > 0) end()
  return pieces
}

/** Reads an archive that lies in the part store. Rejects with why it is no map that phones can draw. */
export async function inspectArchive(partStore: PartStore, sha256: Sha256): Promise<InspectedArchive> {
  const whole = await partStore.open(sha256)
  if (!whole) throw gone()
  const { sizeBytes } = whole
  const pieces = await hashPieces(whole)
  const head = await readRange(partStore, sha256, 0, Math.min(archiveHeaderBytes, sizeBytes))
  const header = readArchiveHeader(head, sizeBytes)
  if (typeof header === 'string') throw new Problem(header, 'This file is no map that phones can draw.')
  await assertReadable(partStore, sha256)
  return { tiles: header.tiles, sizeBytes, pieces }
}
