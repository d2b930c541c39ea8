import type { EntryId, ScopeId, SubjectId } from '../../domain/ids.ts'
import type { PartRef } from '../../domain/journal/part-ref.ts'
import type { CaseDetailResponse } from '../../protocol/office.ts'
import { Problem } from '../problem.ts'
import type { Store, Tx } from '../store/store.ts'
import { toCaseLines } from './case-lines.ts'
import { loadPeople } from './load-people.ts'
import { scopesFor } from './member-scopes.ts'
import type { Caller } from './sessions.ts'
import { stampedColumns, toStamped } from './stamped-rows.ts'

type History = CaseDetailResponse['history']
type Parts = CaseDetailResponse['parts']

/** Accepted entries about the case that a feed of these scopes shows, by captured time. */
async function loadHistory(db: Tx, caseId: SubjectId, scopes: readonly ScopeId[]): Promise<History> {
  const rows = await db
    .selectFrom('entry_subject')
    .innerJoin('entry', 'entry.id', 'entry_subject.entry_id')
    .select(stampedColumns)
    .where('entry_subject.subject', '=', caseId)
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

/** The photos that these entries name, in the order of the history; positions are no part of a case. */
async function loadParts(db: Tx, history: History): Promise<Parts> {
  const partIds = history.flatMap(({ entry }) => entry.parts.map(({ partId }) => partId))
  if (partIds.length === 0) return []
  const rows = await db
    .selectFrom('part')
    .select(['part_id', 'entry_id', 'ref', 'state', 'stored_at'])
    .where('part_id', 'in', partIds)
    .where('kind', '=', 'photo')
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

/** One case with its whole history. A case of other scopes is `request/not-found`, exactly as one that does not exist. */
export async function readCase(store: Store, caller: Caller, caseId: SubjectId): Promise<CaseDetailResponse> {
  const scopes = scopesFor(caller, 'seeLedger')
  const detail = await store.query(async (db) => {
    const row = await db.selectFrom('case_row').selectAll().where('case_id', '=', caseId).executeTakeFirst()
    const history = row && scopes.length > 0 ? await loadHistory(db, caseId, scopes) : []
    if (!row || history.length === 0) return null
    const [line] = await toCaseLines(db, [row])
    return line ? { row: line, history, parts: await loadParts(db, history) } : null
  })
  if (!detail) throw new Problem('request/not-found', 'There is no such case.')
  return detail
}
