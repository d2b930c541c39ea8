import type { XunhuDatabase } from '../database/database.ts'

export interface UnsentWork {
  /** Records that are not wholly on the server, or that it refused and their author has not corrected: they still want a hand. */
  readonly records: number
  readonly entries: number
  readonly photos: number
  readonly voices: number
}

/** How much of a person's work only this phone has. Reads counts and states, never what was recorded. */
export async function loadUnsentWork(db: XunhuDatabase): Promise<UnsentWork> {
  return db.transaction('r', [db.journal, db.parts], async () => {
    const entries = await db.journal.where('sendState').equals('queued').primaryKeys()
    const refused = await db.journal
      .where('sendState')
      .anyOf('refused', 'quarantined')
      .filter((row) => row.params['answeredBy'] === undefined)
      .primaryKeys()
    const parts = await db.parts.where('sendState').equals('queued').toArray()
    const records = new Set<string>([...entries, ...refused, ...parts.map((part) => part.entryId)])
    return {
      records: records.size,
      entries: entries.length,
      photos: parts.filter((part) => part.kind === 'photo').length,
      voices: parts.filter((part) => part.kind === 'voice').length,
    }
  })
}
