import type { EntryId, ScopeId, SubjectId } from '../../domain/ids.ts'
import type { PartRef } from '../../domain/journal/part-ref.ts'
import type { CaseDetailResponse } from '../../protocol/office.ts'
import type { Tx } from '../store/store.ts'
import { loadPeople } from './load-people.ts'
import { stampedColumns, toStamped } from './stamped-rows.ts'

type History = CaseDetailResponse['history']
type Parts = CaseDetailResponse['parts']

/** Accepted entries about a subject that a feed of these scopes shows, by captured time. */
export async function loadHistory(db: Tx, subject: SubjectId, scopes: readonly ScopeId[]): Promise<History> {
  const rows = await db
    .selectFrom('entry_subject')
    .innerJoin('entry', 'entry.id', 'entry_subject.entry_id')
    .select(stampedColumns)
    .where('entry_subject.subject', '=', subject)
    .where('entry.status', '=', 'accepted')
    .where((where) =>
      where.exists(
        where
          .selectFrom('feed')
          .select('feed.id')
          .whereRef('feed.id', '=', 'entry.id')
          .where('feed.scope', 'in', scopes)
          .where('feed.type', '=', 'entry'),
      ),
    )
    .orderBy('entry.corrected_at_ms')
    .orderBy('entry.id')
    .execute()
  const stamped = rows.map(toStamped)
  const people = await loadPeople(
    db,
    stamped.map(({ entry }) => entry.author),
  )
  return stamped.map((item) => ({ ...item, authorName: people.get(item.entry.author)?.name ?? item.entry.author }))
}

/** The photos and voice notes that these entries name, in the order of the history; positions are no part of it. */
export async function loadParts(db: Tx, history: History): Promise<Parts> {
  const partIds = history.flatMap(({ entry }) => entry.parts.map(({ partId }) => partId))
  if (partIds.length === 0) return []
  const rows = await db
    .selectFrom('part')
    .select(['part_id', 'entry_id', 'ref', 'state', 'stored_at'])
    .where('part_id', 'in', partIds)
    .where('kind', '!=', 'position')
    .execute()
  const byPartId = new Map(rows.map((row) => [row.part_id, row]))
  return history.flatMap(({ entry }) =>
    entry.parts.flatMap(({ partId }) => {
      const row = byPartId.get(partId)
      // A part id that another entry named first belongs to that entry.
      if (row?.entry_id !== entry.id) return []
      return [
        {
          ref: JSON.parse(row.ref) as PartRef,
          entryId: row.entry_id as EntryId,
          state: row.state,
          storedAt: row.stored_at,
        },
      ]
    }),
  )
}
