import type { Selectable } from 'kysely'
import { masked } from '../../domain/complaint/complainant.ts'
import { complaintStages, type ComplaintStage } from '../../domain/complaint/fold-complaints.ts'
import { complainantSight } from '../../domain/people/complainant-sight.ts'
import type { EntryId, ScopeId, SubjectId } from '../../domain/ids.ts'
import type { ComplaintListResponse, ComplaintRow } from '../../protocol/complaints.ts'
import { noteSights, sameListMs, type SightDeps } from '../audit/note-sight.ts'
import type { Tx } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import { scopesFor } from './member-scopes.ts'
import { decodeCursor, encodeCursor } from './page-cursor.ts'
import type { Caller } from './sessions.ts'

export interface ComplaintQuery {
  readonly stage: ComplaintStage
  readonly cursor?: string | undefined
  readonly limit: number
}

type Stored = Selectable<Tables['complaint_row']>

const nobody = { name: '', phone: '', words: '' } as const

const instant = (ms: number): string => new Date(Number(ms)).toISOString()

/** 反映人 by name for those who may see them; a list is no officer's. */
async function toLines(db: Tx, caller: Caller, rows: readonly Stored[]): Promise<ComplaintRow[]> {
  const ids = rows.map((row) => row.complaint_id)
  const said = ids.length
    ? await db.selectFrom('complainant').selectAll().where('complaint_id', 'in', ids).execute()
    : []
  const byId = new Map(said.map((row) => [row.complaint_id, row]))
  return rows.map((row) => {
    const person = byId.get(row.complaint_id) ?? nobody
    const sight = complainantSight(caller.memberships, { scope: row.scope as ScopeId, isOwnCase: false })
    const { name, phone } = sight === 'clear' ? person : masked(person)
    return {
      complaintId: row.complaint_id as EntryId,
      caseId: row.case_id as SubjectId,
      scope: row.scope,
      source: row.source as ComplaintRow['source'],
      sourceNo: row.source_no,
      summary: row.summary,
      placeText: row.place_text,
      receivedAt: instant(row.received_at_ms),
      dueAt: instant(row.due_at_ms),
      nth: row.nth,
      stage: row.stage as ComplaintStage,
      answeredAt: row.answered_at_ms === null ? null : instant(row.answered_at_ms),
      satisfaction: row.satisfaction === '' ? null : (row.satisfaction as ComplaintRow['satisfaction']),
      name,
      phone,
      sight,
    }
  })
}

/** A page of one stage: what is due first at the top; of what is over the newest. */
async function pageOf(db: Tx, scopes: readonly ScopeId[], { stage, cursor, limit }: ComplaintQuery): Promise<Stored[]> {
  const after = cursor === undefined ? null : decodeCursor(cursor)
  const some = db.selectFrom('complaint_row').selectAll().where('scope', 'in', scopes).where('stage', '=', stage)
  const isOver = stage === 'done'
  const column = isOver ? ('received_at_ms' as const) : ('due_at_ms' as const)
  const page = some
    .orderBy(column, isOver ? 'desc' : 'asc')
    .orderBy('complaint_id')
    .limit(limit + 1)
  if (!after) return page.execute()
  return page
    .where((where) =>
      where.or([
        where(column, isOver ? '<' : '>', after.sortedBy),
        where.and([where(column, '=', after.sortedBy), where('complaint_id', '>', after.id)]),
      ]),
    )
    .execute()
}

async function countsOf(db: Tx, scopes: readonly ScopeId[]): Promise<ComplaintListResponse['counts']> {
  const rows = await db
    .selectFrom('complaint_row')
    .select(['stage', (select) => select.fn.countAll<number>().as('count')])
    .where('scope', 'in', scopes)
    .groupBy('stage')
    .execute()
  const byStage = new Map(rows.map((row) => [row.stage, Number(row.count)]))
  return complaintStages.map((stage) => ({ stage, count: byStage.get(stage) ?? 0 }))
}

const isNamed = ({ sight, name, phone }: ComplaintRow): boolean => sight === 'clear' && name + phone !== ''

/** 投诉 of the caller's scopes, a page at a time, and how many wait for what. Whose name was shown is written down. */
export async function listComplaints(
  deps: SightDeps,
  caller: Caller,
  query: ComplaintQuery,
): Promise<ComplaintListResponse> {
  const scopes = scopesFor(caller, 'seeLedger')
  const page = await deps.store.query(async (db) => {
    const found = await pageOf(db, scopes, query)
    const shown = found.slice(0, query.limit)
    const last = found.length > query.limit ? shown.at(-1) : undefined
    const sortedBy = Number(query.stage === 'done' ? last?.received_at_ms : last?.due_at_ms)
    return {
      rows: await toLines(db, caller, shown),
      next: last ? encodeCursor({ sortedBy, id: last.complaint_id }) : null,
      counts: await countsOf(db, scopes),
    }
  })
  const seen = page.rows
    .filter(isNamed)
    .map(({ complaintId }) => ({ act: 'complainant.listed', target: complaintId }) as const)
  await noteSights(deps, caller, seen, sameListMs)
  return page
}
