import { createHash } from 'node:crypto'
import type { Sha256 } from '../../domain/ids.ts'
import type { PartStore } from '../photos/part-store.ts'

/** `damaged`: other bytes than its name says, or none that the medium gives. */
export type Held = 'whole' | 'gone' | 'damaged'

const isUnreadable = (failure: unknown): boolean => (failure as NodeJS.ErrnoException).code === 'EIO'

/** Reads all of it. Rejects where the store cannot be asked: that says nothing of the part. */
export async function howHeld(parts: PartStore, sha256: Sha256): Promise<Held> {
  try {
    const stored = await parts.open(sha256)
    if (!stored) return 'gone'
    const hash = createHash('sha256')
    for await (const piece of stored.stream) hash.update(piece as Buffer)
    return hash.digest('hex') === sha256 ? 'whole' : 'damaged'
  } catch (failure) {
    if (isUnreadable(failure)) return 'damaged'
    throw failure
  }
}
