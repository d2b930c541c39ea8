import type { PersonId, Sha256 } from '../../domain/ids.ts'
import type { AppDeps } from '../app-deps.ts'
import type { Tx } from '../store/store.ts'
import type { Caller } from './sessions.ts'

/** Of these hashes, the ones that only parts of this person name that were erased: nothing is owed, nothing is taken. */
export async function erasedHashes(
  db: Tx,
  personId: PersonId,
  hashes: readonly Sha256[],
): Promise<ReadonlySet<string>> {
  if (hashes.length === 0) return new Set()
  const rows = await db
    .selectFrom('part')
    .select(['sha256', 'state'])
    .where('sha256', 'in', hashes)
    .where('author', '=', personId)
    .execute()
  const living = new Set(rows.filter((row) => row.state !== 'erased').map((row) => row.sha256))
  return new Set(rows.map((row) => row.sha256).filter((sha256) => !living.has(sha256)))
}

/**
 * Of these hashes, the ones whose bytes this person has put, or somebody else for a record of theirs.
 *
 * The latter only where no other record of theirs still waits for the same picture: those who put it may not see that one,
 * and it is linked when its author commits.
 */
export async function ownBlobs(db: Tx, personId: PersonId, hashes: readonly Sha256[]): Promise<ReadonlySet<Sha256>> {
  if (hashes.length === 0) return new Set()
  const put = await db
    .selectFrom('blob_owner')
    .innerJoin('blob', 'blob.sha256', 'blob_owner.sha256')
    .select('blob.sha256')
    .where('blob_owner.person_id', '=', personId)
    .where('blob_owner.sha256', 'in', hashes)
    .execute()
  const linked = await db
    .selectFrom('part')
    .select('sha256')
    .where('sha256', 'in', hashes)
    .where('author', '=', personId)
    .where('state', 'in', ['stored', 'unreadable'])
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('part as waiting')
            .select('waiting.part_id')
            .whereRef('waiting.sha256', '=', 'part.sha256')
            .where('waiting.author', '=', personId)
            .where('waiting.state', '=', 'expected'),
        ),
      ),
    )
    .execute()
  return new Set([...put, ...linked].map((row) => row.sha256 as Sha256))
}

/**
 * Of these hashes, for which chunks were looked for, the ones whose bytes are here by now.
 *
 * A commit whose answer was lost goes on: it ends with the part stored and its chunks dropped. Whoever looked for both while it
 * ended would have the whole picture sent once more.
 */
export async function cameMeanwhile(
  { store, partStore }: Pick<AppDeps, 'store' | 'partStore'>,
  caller: Caller,
  hashes: readonly Sha256[],
): Promise<ReadonlySet<string>> {
  const own = await store.read((db) => ownBlobs(db, caller.personId, hashes))
  const here = await Promise.all([...own].map(async (sha256) => ((await partStore.has(sha256)) ? [sha256] : [])))
  return new Set(here.flat())
}
