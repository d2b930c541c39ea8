import { createHash } from 'node:crypto'
import type { DeviceId, Sha256 } from '../../../domain/ids.ts'
import { Problem } from '../../problem.ts'
import type { AssembleResult, PartStore, PutResult } from '../part-store.ts'
import { createWorkLimit } from '../work-limit.ts'
import type { PartKeys } from './part-keys.ts'
import type { S3Objects } from './s3-objects.ts'
import { joinChunks, stagedChunks, sweepStaged } from './staged-objects.ts'

/** A part is joined in memory, and may have 64 MiB. */
const joinsAtOnce = 4

/**
 * Parts as objects: `staging/<sha256>/<device>/<index>` and `blobs/<sha256>`.
 *
 * Nothing is written in place and nothing is locked: a part is one object, put in one call under the name of its hash, so that servers
 * which join the same part at once put the same bytes.
 */
export function createS3PartStore(objects: S3Objects, keys: PartKeys): PartStore {
  const joining = createWorkLimit(joinsAtOnce)

  /** Asks again before anybody is told `stored`. */
  const putWhole = async (sha256: Sha256, bytes: Uint8Array): Promise<PutResult> => {
    if ((await objects.put(keys.blob(sha256), bytes)) === 'full') return 'full'
    if ((await objects.sizeOf(keys.blob(sha256))) === bytes.byteLength) return 'stored'
    throw new Problem('store/unavailable', 'The object that was put is not there as it was put.')
  }

  const assemble = async (device: DeviceId, sha256: Sha256, sizeBytes: number): Promise<AssembleResult> => {
    const joined = await joinChunks(objects, keys, { device, sha256, sizeBytes })
    if (!joined.bytes) return { state: 'missingChunks', chunks: joined.missing }
    if (createHash('sha256').update(joined.bytes).digest('hex') === sha256)
      return { state: await putWhole(sha256, joined.bytes) }
    await objects.erase(keys.uploadOf(device, sha256))
    return { state: 'wrongHash' }
  }

  // Methods are async so that a name which is no name rejects instead of throwing in the caller's face.
  return {
    putChunk: async (device, sha256, index, bytes) => objects.put(keys.chunk(device, sha256, index), bytes),
    listChunks: async (device, sha256) => (await stagedChunks(objects, keys, device, sha256)).map(({ index }) => index),
    assemble: (device, sha256, sizeBytes) => joining.run(() => assemble(device, sha256, sizeBytes)),
    dropChunks: async (device, sha256) => objects.erase(keys.uploadOf(device, sha256)),
    put: putWhole,
    has: async (sha256) => (await objects.sizeOf(keys.blob(sha256))) !== null,
    open: async (sha256, range) => objects.open(keys.blob(sha256), range),
    remove: async (sha256) => {
      await objects.erase(keys.blob(sha256))
      await objects.erase(keys.stagingOf(sha256))
    },
    // A call that a crash cut leaves nothing half-written, so that only the age of uploads counts.
    sweep: (beforeMs) => sweepStaged(objects, keys, beforeMs),
  }
}
