import type { Clock } from '../../lib/clock.ts'
import type { XunhuDatabase } from '../database/database.ts'
import { withDb, type Sleep } from '../database/with-db.ts'
import type { Drafts } from './drafts.ts'

export function createDrafts(db: XunhuDatabase, clock: Clock, sleep: Sleep): Drafts {
  return {
    load: (id) => withDb(db, sleep, () => db.drafts.get(id)),
    save: async (draft) => {
      // Plain JSON: form state is reactive, and a proxy cannot be cloned into the database.
      const row = JSON.parse(JSON.stringify({ ...draft, updatedAtMs: clock.now() })) as Parameters<typeof db.drafts.put>[0]
      await withDb(db, sleep, () => db.drafts.put(row))
    },
    remove: (id) =>
      withDb(db, sleep, () =>
        db.transaction('rw', [db.drafts, db.parts, db.partBytes, db.thumbnails], async () => {
          await db.drafts.delete(id)
          const orphans = (await db.parts.where('draftId').equals(id).toArray()).filter((row) => row.sendState === 'draft')
          const ids = orphans.map((row) => row.partId)
          await db.parts.bulkDelete(ids)
          await db.partBytes.bulkDelete(ids)
          await db.thumbnails.bulkDelete(ids)
        }),
      ),
    list: () => withDb(db, sleep, () => db.drafts.orderBy('updatedAtMs').reverse().toArray()),
  }
}
