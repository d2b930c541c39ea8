import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Sha256 } from '../../domain/ids.ts'
import type { PartStore } from '../photos/part-store.ts'
import { PartUnreadableError, piecesOfPart } from '../photos/pieces-of-part.ts'
import { createWorkLimit } from '../photos/work-limit.ts'
import type { Tx } from '../store/store.ts'

const partsAtOnce = 4

export interface MovedParts {
  readonly moved: number
  /** They were there already, of an earlier run. */
  readonly kept: number
  /** Not in the old place as they should be: what cannot be copied. */
  readonly lacking: readonly Sha256[]
}

/** The new store is full; what was moved stays. */
export class NoRoomForPartsError extends Error {}

type Moved = 'moved' | 'kept' | 'lacking'

/** Null also where the medium gives no bytes for it any more; that the others cannot be read is another matter. */
async function readBytes(from: PartStore, sha256: Sha256): Promise<Buffer | null> {
  try {
    const pieces = await piecesOfPart(from, sha256)
    return pieces && Buffer.concat((await Readable.from(pieces).toArray()) as Buffer[])
  } catch (failure) {
    if (failure instanceof PartUnreadableError) return null
    throw failure
  }
}

async function readWhole(from: PartStore, sha256: Sha256): Promise<Buffer | null> {
  const bytes = await readBytes(from, sha256)
  if (bytes === null) return null
  return createHash('sha256').update(bytes).digest('hex') === sha256 ? bytes : null
}

async function movePart(from: PartStore, to: PartStore, sha256: Sha256): Promise<Moved> {
  if (await to.has(sha256)) return 'kept'
  const bytes = await readWhole(from, sha256)
  if (bytes === null) return 'lacking'
  if ((await to.put(sha256, bytes)) === 'full') throw new NoRoomForPartsError('The new store takes no more parts.')
  return 'moved'
}

/** Every part that the database names. */
export async function storedHashes(db: Tx): Promise<readonly Sha256[]> {
  const rows = await db.selectFrom('blob').select('sha256').orderBy('sha256').execute()
  return rows.map((row) => row.sha256 as Sha256)
}

/**
 * Copies these parts into another store, read whole and hashed on the way.
 *
 * The old ones stay. Parts never change under their names, so that this may run beside the server that still takes more of them,
 * may be stopped, and goes on where it was. Rejects with `NoRoomForPartsError` where the new store is full.
 */
export async function moveParts(
  hashes: readonly Sha256[],
  { from, to }: { readonly from: PartStore; readonly to: PartStore },
  onProgress: (done: number, all: number) => void,
): Promise<MovedParts> {
  const outcomes: { readonly sha256: Sha256; readonly outcome: Moved }[] = []
  const limit = createWorkLimit(partsAtOnce)
  await Promise.all(
    hashes.map((sha256) =>
      limit.run(async () => {
        outcomes.push({ sha256, outcome: await movePart(from, to, sha256) })
        onProgress(outcomes.length, hashes.length)
      }),
    ),
  )
  const count = (wanted: Moved): number => outcomes.filter(({ outcome }) => outcome === wanted).length
  return {
    moved: count('moved'),
    kept: count('kept'),
    lacking: outcomes.filter(({ outcome }) => outcome === 'lacking').map(({ sha256 }) => sha256),
  }
}
