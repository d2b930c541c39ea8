import type { DeviceId, Sha256 } from '../../../domain/ids.ts'
import { chunkCount, chunkLength } from '../chunk-layout.ts'
import { orWhenMissing, type FileCalls } from './file-calls.ts'
import type { PartPaths } from './part-paths.ts'

/** Indexes of the finished chunks of one upload, ascending. */
export async function stagedIndexes(files: FileCalls, folder: string): Promise<readonly number[]> {
  const names = await orWhenMissing(files.readdir(folder), [])
  return names
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .sort((left, right) => left - right)
}

/** Chunks that a part of this size still needs; one of another length is of another part, and counts as missing. */
export async function missingIndexes(
  files: FileCalls,
  paths: PartPaths,
  device: DeviceId,
  sha256: Sha256,
  sizeBytes: number,
): Promise<readonly number[]> {
  const missing: number[] = []
  for (let index = 0; index < chunkCount(sizeBytes); index += 1) {
    const found = await orWhenMissing(files.stat(paths.chunk(device, sha256, index)), null)
    if (found?.size !== chunkLength(index, sizeBytes)) missing.push(index)
  }
  return missing
}

/** The bytes of the upload in order, one chunk in memory at a time. */
export async function* readChunks(
  files: FileCalls,
  paths: PartPaths,
  device: DeviceId,
  sha256: Sha256,
  sizeBytes: number,
): AsyncGenerator<Uint8Array> {
  for (let index = 0; index < chunkCount(sizeBytes); index += 1)
    yield await files.readFile(paths.chunk(device, sha256, index))
}
