import type { EntryId, PartId } from '../../domain/ids.ts'
import type { Store } from '../store/store.ts'

/** Whether this record's picture is here, can be drawn and was not erased. */
export type IsStored = (entryId: EntryId, partId: PartId) => boolean

/** Which pictures of these records can be shown. */
export async function storedPhotos(store: Store, entryIds: readonly EntryId[]): Promise<IsStored> {
  const rows = await store.query((db) =>
    db
      .selectFrom('part')
      .select(['part_id', 'entry_id'])
      .where('entry_id', 'in', entryIds)
      .where('kind', '=', 'photo')
      .where('state', '=', 'stored')
      .execute(),
  )
  const stored = new Set(rows.map((row) => `${row.entry_id} ${row.part_id}`))
  return (entryId, partId) => stored.has(`${entryId} ${partId}`)
}
