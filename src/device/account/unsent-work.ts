import type { XunhuDatabase } from '../database/database.ts'

export interface UnsentWork {
  /** Records that the server does not hold, or not with all their photos. */
  readonly records: number
  readonly entries: number
  readonly photos: number
}

/** How much of a person's work only this phone has. Reads counts and states, never what was recorded. */
export async function loadUnsentWork(db: XunhuDatabase): Promise<UnsentWork> {
  return db.transaction('r', [db.journal, db.parts], async () => {
    const entries = await db.journal.where('sendState').equals('queued').primaryKeys()
    const parts = await db.parts.where('sendState').equals('queued').toArray()
    const records = new Set<string>([...entries, ...parts.map((part) => part.entryId)])
    return {
      records: records.size,
      entries: entries.length,
      photos: parts.filter((part) => part.kind === 'photo').length,
    }
  })
}
