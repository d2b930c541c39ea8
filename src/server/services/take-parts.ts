import type { ScopeId, Sha256, SubjectId } from '../../domain/ids.ts'
import type { CommitResponse } from '../../protocol/parts.ts'
import type { AppDeps } from '../app-deps.ts'
import { chunkLength } from '../photos/chunk-layout.ts'
import { arrivedState, readLegible, type Legible } from '../photos/legible.ts'
import { Problem } from '../problem.ts'
import type { Tx } from '../store/store.ts'
import { eraseBytesAgain, erasuresOfBytes } from './erasures-of-bytes.ts'
import { finishErasures } from './finish-erasures.ts'
import { openGrantBook } from './grant-book.ts'
import { cameMeanwhile, erasedHashes, ownBlobs } from './own-bytes.ts'
import type { Caller } from './sessions.ts'

/** One chunk as the route read it. */
export interface Chunk {
  readonly sha256: Sha256
  readonly index: number
  readonly sizeBytes: number
  readonly bytes: Uint8Array
}

const beingErased = (): Problem => new Problem('store/unavailable', 'These bytes are being erased; come again.')

const full = (): Problem => new Problem('store/full', 'No room for photos.')

/** Stages one chunk for this device. A repetition is harmless; a chunk that cannot belong to a part of this size is refused. */
export async function putChunk({ partStore }: Pick<AppDeps, 'partStore'>, caller: Caller, chunk: Chunk): Promise<void> {
  const wanted = chunkLength(chunk.index, chunk.sizeBytes)
  if (wanted !== chunk.bytes.byteLength) {
    throw new Problem('part/size-mismatch', 'The chunk has another length than its place in the part.', {
      params: { index: chunk.index, got: chunk.bytes.byteLength, wanted: wanted ?? 0 },
    })
  }
  const result = await partStore.putChunk(caller.device, chunk.sha256, chunk.index, chunk.bytes)
  if (result === 'full') throw full()
}

interface StoredBlob {
  readonly sha256: Sha256
  readonly sizeBytes: number
  readonly legible: Legible
  readonly storedAt: string
  /** They were put now, and not found here. */
  readonly isPut: boolean
}

/** Writes that the bytes are here and links the parts that wait for them: the caller's own, and those the caller may see. */
async function linkBlob(tx: Tx, caller: Caller, blob: StoredBlob): Promise<ReadonlySet<ScopeId>> {
  const { sha256, storedAt } = blob
  await tx
    .insertInto('blob')
    .values({ sha256, size_bytes: blob.sizeBytes, readable: blob.legible, stored_at: storedAt })
    // Whoever found them gone, and is about to say so, sees by it that they came again.
    .onConflict((conflict) =>
      blob.isPut
        ? conflict.column('sha256').doUpdateSet({ stored_at: storedAt })
        : conflict.column('sha256').doNothing(),
    )
    .execute()
  await tx
    .insertInto('blob_owner')
    .values({ sha256, person_id: caller.personId })
    .onConflict((conflict) => conflict.columns(['sha256', 'person_id']).doNothing())
    .execute()
  const scopes = caller.memberships.map((membership) => membership.scope)
  const linked = await tx
    .updateTable('part')
    .set((eb) => ({
      state: eb
        .case()
        .when('kind', '=', 'voice')
        .then(arrivedState('voice', blob.legible))
        .else(arrivedState('photo', blob.legible))
        .end(),
      stored_at: storedAt,
    }))
    .where('sha256', '=', sha256)
    .where('state', '=', 'expected')
    .where((where) =>
      where.or([
        where('author', '=', caller.personId),
        where.exists(
          where
            .selectFrom('feed')
            .select('feed.id')
            .whereRef('feed.id', '=', 'part.entry_id')
            .where('feed.scope', 'in', scopes)
            .where('feed.type', '=', 'entry'),
        ),
      ]),
    )
    .returning(['scope', 'subject'])
    .execute()
  const touched = new Set(linked.map((row) => row.scope as ScopeId))
  const subjects = [...new Set(linked.map((row) => row.subject as SubjectId))]
  const grants = await openGrantBook(tx, subjects)
  for (const subject of subjects) for (const scope of grants.standing(subject)) touched.add(scope)
  return touched
}

/** Links what was joined, unless an erasure of these bytes went on since `before`: then they go, and the caller comes again. */
async function linkUnlessErased(
  deps: AppDeps,
  caller: Caller,
  blob: StoredBlob,
  before: string,
): Promise<ReadonlySet<ScopeId>> {
  const scopes = await deps.store.write(async (tx) => {
    if ((await erasuresOfBytes(tx, blob.sha256)) === before) return linkBlob(tx, caller, blob)
    await eraseBytesAgain(tx, blob.sha256)
    return null
  })
  if (scopes !== null) return scopes
  await finishErasures(deps)
  throw beingErased()
}

/**
 * Joins the chunks, and says `stored` only when the bytes are on the medium and every row that waited for them says so.
 *
 * May be repeated after any failure. Bytes that no decoder reads are stored all the same, for download: what an officer
 * recorded is never turned away because we cannot draw it.
 */
export async function commitPart(
  deps: AppDeps,
  caller: Caller,
  sha256: Sha256,
  sizeBytes: number,
): Promise<CommitResponse> {
  const [own, erased, erasures] = await deps.store.read(async (db) => [
    await ownBlobs(db, caller.personId, [sha256]),
    await erasedHashes(db, caller.personId, [sha256]),
    await erasuresOfBytes(db, sha256),
  ])
  if (erased.has(sha256)) {
    await deps.partStore.dropChunks(caller.device, sha256)
    return { state: 'stored', readable: false }
  }
  if (erasures === null) {
    // Whoever was removing them may have been killed.
    await finishErasures(deps, sha256)
    throw beingErased()
  }
  const isPut = !own.has(sha256) || !(await deps.partStore.has(sha256))
  if (isPut) {
    const assembled = await deps.partStore.assemble(caller.device, sha256, sizeBytes)
    if (assembled.state === 'full') throw full()
    if (assembled.state === 'missingChunks' && !(await cameMeanwhile(deps, caller, [sha256])).has(sha256))
      return { state: 'missingChunks', chunks: [...assembled.chunks] }
    if (assembled.state === 'wrongHash') return assembled
  }
  // Drawn before the write, so that the state of the part and what can be shown of it are one fact.
  const legible = await readLegible(deps.pictures, deps.partStore, sha256)
  const storedAt = new Date(deps.clock.now()).toISOString()
  const scopes = await linkUnlessErased(deps, caller, { sha256, sizeBytes, legible, storedAt, isPut }, erasures)
  await deps.partStore.dropChunks(caller.device, sha256)
  deps.live.publish(scopes, caller.device)
  return { state: 'stored', readable: legible !== 0 }
}
