import type { DerivativeCache } from '../derivative-cache.ts'
import type { PartKeys } from './part-keys.ts'
import type { S3Objects } from './s3-objects.ts'

/** Derivatives beside the parts, so that what is erased is erased for all servers. */
export function createS3DerivativeCache(objects: S3Objects, keys: PartKeys): DerivativeCache {
  return {
    load: async (sha256, size) => objects.read(keys.derivative(sha256, size)),
    save: async (sha256, size, bytes) => {
      await objects.put(keys.derivative(sha256, size), bytes)
    },
    remove: async (sha256) => objects.erase(keys.derivativesOf(sha256)),
  }
}
