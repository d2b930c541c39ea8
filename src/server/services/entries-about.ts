import type { StampedEntry } from '../../domain/journal/entry.ts'
import { readEntries } from '../../domain/journal/read-entry.ts'
import type { Tx } from '../store/store.ts'
import { stampedColumns, toStamped } from './stamped-rows.ts'

export type EntriesBySubject = ReadonlyMap<string, readonly StampedEntry[]>

/** Entries about each of these subjects with their stamps: none but the accepted have rows in `entry_subject`. */
export async function entriesAbout(tx: Tx, subjects: readonly string[]): Promise<EntriesBySubject> {
  if (subjects.length === 0) return new Map()
  const rows = await tx
    .selectFrom('entry_subject')
    .innerJoin('entry', 'entry.id', 'entry_subject.entry_id')
    .select([...stampedColumns, 'entry_subject.subject'])
    .where('entry_subject.subject', 'in', subjects)
    .execute()
  const bySubject = Map.groupBy(rows, (row) => row.subject)
  return new Map([...bySubject].map(([subject, its]) => [subject, readEntries(its.map(toStamped))]))
}
