import type { PersonId } from '../../domain/ids.ts'
import type { XunhuDatabase } from '../database/database.ts'
import type { JournalRow } from '../database/rows.ts'

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

const needsPerson = (row: JournalRow): boolean => row.sendState !== 'queued' && !row.params['answeredBy']

/** Green only when every record is accepted and every part of it is stored, by the server's own word for each. */
export async function loadDepartureLight(db: XunhuDatabase, personId: PersonId, nowMs: number): Promise<DepartureLight> {
  const rows = await db.journal
    .where('sendState')
    .anyOf('queued', 'refused', 'quarantined')
    .filter((row) => row.author === personId)
    .toArray()
  const parts = await db.parts.where('sendState').equals('queued').toArray()
  const queued = rows.filter((row) => row.sendState === 'queued')
  const attention = rows.filter(needsPerson)
  if (queued.length + attention.length + parts.length === 0) return { light: 'clear' }
  const moments = [...queued, ...attention].map((row) => row.atMs).concat(parts.map((part) => part.takenAtMs))
  return {
    light: 'owing',
    entries: queued.length,
    // A position travels inside its record's push: it is counted only when it is all that is missing.
    photos: parts.filter((part) => part.kind === 'photo').length,
    attention: attention.length,
    oldestAtMs: Math.min(nowMs, ...moments),
  }
}
