import type { EntryId, PersonId } from '../../domain/ids.ts'
import type { XunhuDatabase } from '../database/database.ts'
import type { JournalRow, PartRow } from '../database/rows.ts'

/** The one honest light: by count and hash of what this person recorded here. */
export type DepartureLight =
  | { readonly light: 'clear' }
  | {
      readonly light: 'owing'
      readonly entries: number
      readonly photos: number
      readonly voices: number
      /** Refused or quarantined: received by the server, but needing the person. */
      readonly attention: number
      /** Corrected captured time of the oldest that is missing, ms since 1970. */
      readonly oldestAtMs: number
    }

/** Ids begin with their time, so the smallest is the oldest: a week offline is counted without loading it. */
async function oldestOf(db: XunhuDatabase, ids: readonly EntryId[]): Promise<readonly number[]> {
  const [first, ...others] = ids
  if (first === undefined) return []
  const oldest = await db.journal.get(others.reduce((least, id) => (id < least ? id : least), first))
  return oldest ? [oldest.atMs] : []
}

const loadAttention = (db: XunhuDatabase, personId: PersonId): Promise<readonly JournalRow[]> =>
  db.journal
    .where('sendState')
    .anyOf('refused', 'quarantined')
    .filter((row) => row.author === personId && row.params['answeredBy'] === undefined)
    .toArray()

/** A position travels inside its record's push: it is owed by itself only when the record went without it. */
async function loadOwedParts(db: XunhuDatabase, queued: ReadonlySet<string>): Promise<readonly PartRow[]> {
  const parts = await db.parts.where('sendState').equals('queued').toArray()
  return parts.filter((part) => part.kind !== 'position' || !queued.has(part.entryId))
}

/** Green only when every record is accepted and every part of it is stored, by the server's own word for each. */
export async function loadDepartureLight(
  db: XunhuDatabase,
  personId: PersonId,
  nowMs: number,
): Promise<DepartureLight> {
  return db.transaction('r', [db.journal, db.parts], async () => {
    const queued = await db.journal.where('sendState').equals('queued').primaryKeys()
    const attention = await loadAttention(db, personId)
    const parts = await loadOwedParts(db, new Set(queued))
    if (queued.length + attention.length + parts.length === 0) return { light: 'clear' }
    const momentsMs = [
      ...(await oldestOf(db, queued)),
      ...attention.map((row) => row.atMs),
      ...parts.map((part) => part.takenAtMs),
    ]
    const photos = parts.filter((part) => part.kind === 'photo').length
    const voices = parts.filter((part) => part.kind === 'voice').length
    return {
      light: 'owing',
      // A record that lacks its position is not wholly there.
      entries: queued.length + parts.length - photos - voices,
      photos,
      voices,
      attention: attention.length,
      oldestAtMs: Math.min(nowMs, ...momentsMs),
    }
  })
}
