import type { Sha256 } from '../../domain/ids.ts'
import type { DerivativeCache, DerivativeSize } from './derivative-cache.ts'
import { derivePicture } from './derive-picture.ts'
import type { PartStore } from './part-store.ts'
import { createWorkLimit } from './work-limit.ts'

/** One decode of a 50-megapixel picture holds up to 200 MB; two at once leave a small machine alive. */
const decodesAtOnce = 2

/** Smaller pictures made from stored parts. */
export interface Pictures {
  /** An upright JPEG without metadata; null where the part is not there or no decoder reads it. */
  derive(sha256: Sha256, size: DerivativeSize): Promise<Buffer | null>
  /** Forgets what was made from a part; called when the part is erased. */
  remove(sha256: Sha256): Promise<void>
}

async function readWhole(partStore: PartStore, sha256: Sha256): Promise<Buffer | null> {
  const stored = await partStore.open(sha256)
  return stored && Buffer.concat(await stored.stream.toArray())
}

export function createPictures(partStore: PartStore, cache: DerivativeCache): Pictures {
  const decoding = createWorkLimit(decodesAtOnce)

  const make = async (sha256: Sha256, size: DerivativeSize): Promise<Buffer | null> => {
    const original = await readWhole(partStore, sha256)
    const picture = original && (await derivePicture(original, size))
    if (picture) await cache.save(sha256, size, picture)
    return picture
  }

  return {
    derive: async (sha256, size) => (await cache.load(sha256, size)) ?? decoding.run(() => make(sha256, size)),
    remove: (sha256) => cache.remove(sha256),
  }
}
