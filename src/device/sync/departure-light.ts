import type { PersonId } from '../../domain/ids.ts'
import type { XunhuDatabase } from '../database/database.ts'
import type { JournalRow, PartRow } from '../database/rows.ts'

/** The one honest light: by count and hash of what this person recorded here. */
export type DepartureLight =
  | { readonly light: 'clear' }
  | {
      readonly light: 'owing'
      readonly entries: number
      readonly photos: number
      /** Refused or quarantined: received by the server, but needing the person. */
      readonly attention: number
      /** Corrected captured time of the oldest that is missing, ms since 1970. */
      readonly oldestAtMs: number
    }

interface Unsent {
  readonly entries: number
  readonly momentsMs: readonly number[]
}

/** Ids begin with their time, so the smallest is the oldest: a week offline is counted without loading it. */
async function loadUnsentEntries(db: XunhuDatabase): Promise<Unsent> {
  const ids = await db.journal.where('sendState').equals('queued').primaryKeys()
  const [first, ...others] = ids
  if (first === undefined) return { entries: 0, momentsMs: [] }
  const oldest = await db.journal.get(others.reduce((least, id) => (id < least ? id : least), first))
  return { entries: ids.length, momentsMs: oldest ? [oldest.atMs] : [] }
}

const loadAttention = (db: XunhuDatabase, personId: PersonId): Promise<readonly JournalRow[]> =>
  db.journal
    .where('sendState')
    .anyOf('refused', 'quarantined')
    .filter((row) => row.author === personId && row.params['answeredBy'] === undefined)
    .toArray()

/** A position travels inside its record's push; it is owed by itself only when the record went without it. */
async function loadOwedParts(db: XunhuDatabase): Promise<readonly PartRow[]> {
  const parts = await db.parts.where('sendState').equals('queued').toArray()
  const positions = parts.filter((part) => part.kind === 'position')
  const entries = await db.journal.bulkGet(positions.map((part) => part.entryId) as JournalRow['id'][])
  const riding = new Set(positions.filter((_, index) => entries[index]?.sendState === 'queued'))
  return parts.filter((part) => !riding.has(part))
}
