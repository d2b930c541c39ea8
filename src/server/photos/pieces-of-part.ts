import type { Sha256 } from '../../domain/ids.ts'
import type { PartStore } from './part-store.ts'

/** The medium gives no bytes for this part any more. Whether others can be read is another matter. */
export class PartUnreadableError extends Error {}

const isUnreadable = (failure: unknown): boolean => (failure as NodeJS.ErrnoException).code === 'EIO'

/** Named where it happens: a reader whose own medium fails, as while copying, must not be told that the part is lost. */
function toldFrom(sha256: Sha256, failure: unknown): unknown {
  return isUnreadable(failure)
    ? new PartUnreadableError(`The medium does not give ${sha256}.`, { cause: failure })
    : failure
}

async function* told(sha256: Sha256, stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const pieces = stream[Symbol.asyncIterator]()
  try {
    for (;;) {
      const piece = await pieces.next().catch((failure: unknown) => Promise.reject(toldFrom(sha256, failure)))
      if (piece.done) return
      yield piece.value
    }
  } finally {
    await pieces.return?.()
  }
}

/**
 * All of a part, piece by piece: a photo may have 64 MiB. Null where there is none.
 *
 * Rejects, at once or at a later piece, with `PartUnreadableError` where the medium fails, and otherwise where the store cannot be
 * asked: that says nothing of the part.
 */
export async function piecesOfPart(parts: PartStore, sha256: Sha256): Promise<AsyncIterable<Buffer> | null> {
  const stored = await parts.open(sha256).catch((failure: unknown) => Promise.reject(toldFrom(sha256, failure)))
  return stored && told(sha256, stored.stream)
}
