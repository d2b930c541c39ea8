import { createHash } from 'node:crypto'
import type { Sha256 } from '../../domain/ids.ts'
import type { PartStore } from '../photos/part-store.ts'
import { PartUnreadableError, piecesOfPart } from '../photos/pieces-of-part.ts'

/** `damaged`: other bytes than its name says, or none that the medium gives. */
export type Held = 'whole' | 'gone' | 'damaged'

/** Reads all of it. Rejects where the store cannot be asked: that says nothing of the part. */
export async function howHeld(parts: PartStore, sha256: Sha256): Promise<Held> {
  try {
    const pieces = await piecesOfPart(parts, sha256)
    if (!pieces) return 'gone'
    const hash = createHash('sha256')
    for await (const piece of pieces) hash.update(piece)
    return hash.digest('hex') === sha256 ? 'whole' : 'damaged'
  } catch (failure) {
    if (failure instanceof PartUnreadableError) return 'damaged'
    throw failure
  }
}
