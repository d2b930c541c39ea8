import { createHash } from 'node:crypto'
import * as fsPromises from 'node:fs/promises'
import type { DeviceId, Sha256 } from '../../../domain/ids.ts'
import type { AssembleResult, ByteRange, PartStore, PutResult, StoredBytes } from '../part-store.ts'
import { writeDurably } from './durable-file.ts'
import { isFull, isMissing, orWhenMissing, type FileCalls } from './file-calls.ts'
import { createPartPaths, type PartPaths } from './part-paths.ts'
import { missingIndexes, readChunks, stagedIndexes } from './staged-chunks.ts'
import { sweepFolder } from './sweep-folder.ts'

/** Kept free for text: a day's records of a squad are a few MB, and they must go in when photos no longer do. */
const floorBytes = 512 * 1024 * 1024

interface FolderPartStoreOptions {
  readonly root: string
  readonly files?: FileCalls
  /** On the medium that the folder is on. */
  freeBytes(): Promise<number>
}

/** Passes the pieces on and tells the hash of all that went through. */
function hashing(pieces: AsyncIterable<Uint8Array>): {
  readonly pieces: AsyncIterable<Uint8Array>
  digestHex(): string
} {
  const hash = createHash('sha256')
  async function* hashed(): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces) {
      hash.update(piece)
      yield piece
    }
  }
  return { pieces: hashed(), digestHex: () => hash.digest('hex') }
}

async function whenFull<T>(call: Promise<T>): Promise<T | 'full'> {
  try {
    return await call
  } catch (cause) {
    if (isFull(cause)) return 'full'
    throw cause
  }
}

async function openBlob(files: FileCalls, path: string, range?: ByteRange): Promise<StoredBytes | null> {
  const handle = await orWhenMissing(files.open(path, 'r'), null)
  if (!handle) return null
  try {
    const { size: sizeBytes } = await handle.stat()
    const asked = range ? { start: range.fromByte, end: range.toByte } : {}
    return { sizeBytes, stream: handle.createReadStream(asked) }
  } catch (cause) {
    await handle.close()
    throw cause
  }
}

/** `store.assemble` of the folder: hashes while copying, so that the name appears only over the right bytes. */
async function assembleBlob(
  files: FileCalls,
  paths: PartPaths,
  device: DeviceId,
  sha256: Sha256,
  sizeBytes: number,
): Promise<AssembleResult> {
  const chunks = await missingIndexes(files, paths, device, sha256, sizeBytes)
  if (chunks.length > 0) return { state: 'missingChunks', chunks }
  const whole = hashing(readChunks(files, paths, device, sha256, sizeBytes))
  const outcome = await whenFull(
    writeDurably(files, paths.blob(sha256), whole.pieces, () => whole.digestHex() === sha256),
  )
  if (outcome === 'full') return { state: 'full' }
  if (outcome === 'written') return { state: 'stored' }
  await files.rm(paths.stagingOf(device, sha256), { recursive: true, force: true })
  return { state: 'wrongHash' }
}

/** Parts in a folder: `staging/<device>/<sha256>/<index>` and `blobs/ab/<sha256>`. */
export function createFolderPartStore({ root, freeBytes, files = fsPromises }: FolderPartStoreOptions): PartStore {
  const paths = createPartPaths(root)

  const hasRoomFor = async (bytes: number): Promise<boolean> => (await freeBytes()) - bytes >= floorBytes

  const putFile = async (path: string, bytes: Uint8Array): Promise<PutResult> => {
    if (!(await hasRoomFor(bytes.byteLength))) return 'full'
    return (await whenFull(writeDurably(files, path, [bytes]))) === 'full' ? 'full' : 'stored'
  }

  const assemble = async (device: DeviceId, sha256: Sha256, sizeBytes: number): Promise<AssembleResult> => {
    if (!(await hasRoomFor(sizeBytes))) return { state: 'full' }
    try {
      return await assembleBlob(files, paths, device, sha256, sizeBytes)
    } catch (cause) {
      // Another commit of the same upload finished first and dropped the chunks: look again at what is there.
      if (!isMissing(cause)) throw cause
      return { state: 'missingChunks', chunks: await missingIndexes(files, paths, device, sha256, sizeBytes) }
    }
  }

  // Methods are async so that a name which is no name rejects instead of throwing in the caller's face.
  return {
    putChunk: async (device, sha256, index, bytes) => putFile(paths.chunk(device, sha256, index), bytes),
    listChunks: async (device, sha256) => stagedIndexes(files, paths.stagingOf(device, sha256)),
    assemble,
    dropChunks: async (device, sha256) => files.rm(paths.stagingOf(device, sha256), { recursive: true, force: true }),
    put: async (sha256, bytes) => putFile(paths.blob(sha256), bytes),
    has: async (sha256) => (await orWhenMissing(files.stat(paths.blob(sha256)), null)) !== null,
    open: async (sha256, range) => openBlob(files, paths.blob(sha256), range),
    remove: async (sha256) => {
      await files.rm(paths.blob(sha256), { force: true })
      for (const device of await orWhenMissing(files.readdir(paths.staging), []))
        await files.rm(paths.stagingOf(device as DeviceId, sha256), { recursive: true, force: true })
    },
    sweep: (beforeMs, unfinishedBeforeMs = Infinity) => sweepFolder(files, paths, { beforeMs, unfinishedBeforeMs }),
  }
}
