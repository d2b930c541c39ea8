import type { DeviceId, Sha256 } from '../../../domain/ids.ts'
import { wireLimits } from '../../../protocol/limits.ts'
import { chunkCount, chunkLength } from '../chunk-layout.ts'
import { createWorkLimit } from '../work-limit.ts'
import type { PartKeys } from './part-keys.ts'
import type { S3Objects } from './s3-objects.ts'

const readsAtOnce = 8

interface StagedChunk {
  readonly index: number
  readonly sizeBytes: number
}

/** The chunks that this device has staged of the part, ascending. */
export async function stagedChunks(
  objects: S3Objects,
  keys: PartKeys,
  device: DeviceId,
  sha256: Sha256,
): Promise<readonly StagedChunk[]> {
  const folder = keys.uploadOf(device, sha256)
  const found: StagedChunk[] = []
  for await (const { key, sizeBytes } of objects.list(folder)) {
    const name = key.slice(folder.length)
    if (/^\d+$/.test(name)) found.push({ index: Number(name), sizeBytes })
  }
  return found.sort((left, right) => left.index - right.index)
}

type JoinedChunks = { readonly bytes: Buffer } | { readonly bytes: null; readonly missing: readonly number[] }

/** All bytes of the upload, or the indexes that it still lacks; a chunk of another length is of another part, and counts as missing. */
export async function joinChunks(
  objects: S3Objects,
  keys: PartKeys,
  { device, sha256, sizeBytes }: { readonly device: DeviceId; readonly sha256: Sha256; readonly sizeBytes: number },
): Promise<JoinedChunks> {
  const sizes = new Map(
    (await stagedChunks(objects, keys, device, sha256)).map((chunk) => [chunk.index, chunk.sizeBytes]),
  )
  const indexes = Array.from({ length: chunkCount(sizeBytes) }, (_, index) => index)
  const listedMissing = indexes.filter((index) => sizes.get(index) !== chunkLength(index, sizeBytes))
  if (listedMissing.length > 0) return { bytes: null, missing: listedMissing }
  const whole = Buffer.alloc(sizeBytes)
  const missing: number[] = []
  const reading = createWorkLimit(readsAtOnce)
  const readOne = async (index: number): Promise<void> => {
    // The list was of a moment ago: another commit may have finished and dropped the chunk meanwhile.
    const bytes = await objects.read(keys.chunk(device, sha256, index))
    if (bytes?.byteLength === chunkLength(index, sizeBytes)) whole.set(bytes, index * wireLimits.chunkBytes)
    else missing.push(index)
  }
  await Promise.all(indexes.map((index) => reading.run(() => readOne(index))))
  missing.sort((left, right) => left - right)
  return missing.length > 0 ? { bytes: null, missing } : { bytes: whole }
}

/** Erases uploads of which nobody has put a chunk since `beforeMs`. */
export async function sweepStaged(objects: S3Objects, keys: PartKeys, beforeMs: number): Promise<void> {
  const touchedAt = new Map<string, number>()
  for await (const { key, modifiedMs } of objects.list(keys.staging)) {
    const upload = key.slice(0, key.lastIndexOf('/') + 1)
    touchedAt.set(upload, Math.max(touchedAt.get(upload) ?? 0, modifiedMs))
  }
  for (const [upload, atMs] of touchedAt) if (atMs < beforeMs) await objects.erase(upload)
}
