import type { Sha256 } from '../../domain/ids.ts'
import type { Store, Tx } from '../store/store.ts'
import { bytesGone } from './bytes-gone.ts'
import { readInPages, rowsPerPage } from '../store/read-in-pages.ts'

/** Bytes that no living part names, and that came before then; not those that an erasure waits for, or keeps for a record to come. */
export const unnamedSince = (db: Tx, storedBefore: string) =>
  db
    .selectFrom('blob')
    .select('blob.sha256')
    .where('blob.stored_at', '<', storedBefore)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('part')
            .select('part.part_id')
            .whereRef('part.sha256', '=', 'blob.sha256')
            .where('part.state', '!=', 'erased'),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('erasure')
            .select('erasure.part_id')
            .whereRef('erasure.sha256', '=', 'blob.sha256')
            .where('erasure.bytes_gone', '!=', bytesGone.done),
        ),
      ),
    )

interface Kept {
  readonly id: string
  readonly json: string
}

type Page = (db: Tx, after: string) => Promise<readonly Kept[]>

/** Whatever is kept as it came: a part of a record that was refused, or that nobody could read, is as much its author's as any. */
const kept: readonly Page[] = [
  (db, after) =>
    db
      .selectFrom('meta')
      .select(['name as id', 'value as json'])
      .where('name', '>', after)
      .orderBy('name')
      .limit(rowsPerPage)
      .execute(),
  (db, after) =>
    db
      .selectFrom('quarantine')
      .select(['id', 'json'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(rowsPerPage)
      .execute(),
  // The refused ones first: theirs are the only bytes of honest phones that no part names, and then nothing else is read.
  (db, after) =>
    db
      .selectFrom('entry')
      .select(['id', 'json'])
      .where('status', '=', 'refused')
      .where('id', '>', after)
      .orderBy('id')
      .limit(rowsPerPage)
      .execute(),
  (db, after) =>
    db.selectFrom('entry').select(['id', 'json']).where('id', '>', after).orderBy('id').limit(rowsPerPage).execute(),
]

async function takeOutNamed(store: Pick<Store, 'query'>, page: Page, hashes: Set<string>): Promise<void> {
  const rows = readInPages<Kept>(
    (after) => store.query((db) => page(db, after)),
    ({ id }) => id,
  )
  for await (const some of rows) {
    for (const { json } of some) for (const [hash] of json.matchAll(/[0-9a-f]{64}/g)) hashes.delete(hash)
    if (hashes.size === 0) return
  }
}

/**
 * Bytes that came before then and that nothing speaks of: no part, no record of any kind, and not the map.
 *
 * Records are read to their last word, whatever rows ought to stand beside them: a row that was lost must not cost the photo too.
 */
export async function findUnnamed(store: Pick<Store, 'query'>, storedBefore: string): Promise<readonly Sha256[]> {
  const hashes = new Set<string>()
  const pages = readInPages(
    (after) =>
      store.query((db) =>
        unnamedSince(db, storedBefore)
          .where('blob.sha256', '>', after)
          .orderBy('blob.sha256')
          .limit(rowsPerPage)
          .execute(),
      ),
    ({ sha256 }) => sha256,
  )
  for await (const rows of pages) for (const { sha256 } of rows) hashes.add(sha256)
  for (const page of kept) if (hashes.size > 0) await takeOutNamed(store, page, hashes)
  return [...hashes] as Sha256[]
}
