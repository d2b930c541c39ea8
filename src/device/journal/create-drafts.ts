import type { Clock } from '../../lib/clock.ts'
import type { XunhuDatabase } from '../database/database.ts'
import type { DraftRow } from '../database/rows.ts'
import { withDb, type Sleep } from '../database/with-db.ts'
import { withRoom } from '../database/with-room.ts'
import type { Drafts } from './drafts.ts'
import { draftTables, dropDraft } from './drop-draft.ts'
import { plain } from './plain.ts'

export function createDrafts(db: XunhuDatabase, clock: Clock, sleep: Sleep): Drafts {
  return {
    load: (id) => withDb(db, sleep, () => db.drafts.get(id)),
    save: async (draft) => {
      const row: DraftRow = plain({ ...draft, updatedAtMs: clock.now() })
      await withRoom(db, sleep, () => db.drafts.put(row))
    },
    remove: (id) => withDb(db, sleep, () => db.transaction('rw', draftTables(db), () => dropDraft(db, id))),
    list: () => withDb(db, sleep, () => db.drafts.orderBy('updatedAtMs').reverse().toArray()),
  }
}
