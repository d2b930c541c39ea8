import type { SelectQueryBuilder } from 'kysely'
import type { DeskQueue } from '../../domain/casework/desk-queue.ts'
import type { ScopeId } from '../../domain/ids.ts'
import type { Tables } from '../store/tables.ts'
import type { Tx } from '../store/store.ts'
import { grantedSubjects } from './granted-subjects.ts'
import type { PagePosition } from './page-cursor.ts'

export interface CaseFilter {
  readonly state?: string | undefined
  readonly category?: string | undefined
  readonly school?: string | undefined
  readonly person?: string | undefined
  /** Both included, ms since 1970. */
  readonly fromMs?: number | undefined
  readonly toMs?: number | undefined
  readonly queue?: DeskQueue | undefined
  /** Whose word a request waits for; of the queue of requests only. */
  readonly deciders?: readonly string[] | undefined
  /** On its desk since a moment between these, both excluded; where no clock runs. */
  readonly waitsSince?: { readonly afterMs: number; readonly beforeMs: number } | undefined
  /** Late at this moment. */
  readonly overdueAtMs?: number | undefined
  readonly isSupervised?: boolean | undefined
  readonly handler?: string | undefined
  /** Of what waits for a check: not what this person has handled. */
  readonly checker?: string | undefined
}

type CaseQuery = SelectQueryBuilder<Tables, 'case_row', object>

/** Cases whose home is one scope, or those of other homes that are granted to any of these scopes. */
export type CasesOf = { readonly home: ScopeId } | { readonly grantedTo: readonly ScopeId[] }

const casesOf = (db: Tx, cases: CasesOf): CaseQuery =>
  'home' in cases
    ? db.selectFrom('case_row').where('scope', '=', cases.home)
    : db
        .selectFrom('case_row')
        .where('scope', 'not in', cases.grantedTo)
        .where('case_id', 'in', grantedSubjects(db, cases.grantedTo))

/** What the inbox asks for besides what was reported. */
function onDesk(
  cases: CaseQuery,
  { queue, deciders, waitsSince, overdueAtMs, isSupervised, handler, checker }: CaseFilter,
): CaseQuery {
  return cases
    .$if(queue !== undefined, (query) => query.where('queue', '=', queue ?? ''))
    .$if(deciders !== undefined, (query) => query.where('decider', 'in', deciders ?? []))
    .$if(waitsSince !== undefined, (query) =>
      query.where('desk_order', '>', waitsSince?.afterMs ?? 0).where('desk_order', '<', waitsSince?.beforeMs ?? 0),
    )
    .$if(overdueAtMs !== undefined, (query) =>
      // The order is never later than the limit: by it the walk along the index ends.
      query
        .where('is_timed', '=', 1)
        .where('desk_order', '<', overdueAtMs ?? 0)
        .where('act_by_ms', '<', overdueAtMs ?? 0),
    )
    .$if(checker !== undefined, (query) => query.where('handlers', 'not like', `% ${checker ?? ''} %`))
    .$if(isSupervised === true, (query) => query.where('supervised', '=', 1))
    .$if(handler !== undefined, (query) => query.where('handler_id', '=', handler ?? '').where('is_open', '=', 1))
}

/** Those of these cases that the filter lets through. */
export function filteredCases(db: Tx, cases: CasesOf, filter: CaseFilter): CaseQuery {
  const { state, category, school, person, fromMs, toMs } = filter
  return onDesk(casesOf(db, cases), filter)
    .$if(state !== undefined, (query) => query.where('state', '=', state ?? ''))
    .$if(category !== undefined, (query) => query.where('category', '=', category ?? ''))
    .$if(school !== undefined, (query) => query.where('school_id', '=', school ?? ''))
    .$if(person !== undefined, (query) => query.where('reporter_id', '=', person ?? ''))
    .$if(fromMs !== undefined, (query) => query.where('reported_at_ms', '>=', fromMs ?? 0))
    .$if(toMs !== undefined, (query) => query.where('reported_at_ms', '<=', toMs ?? 0))
}

/**
 * The next page of these cases, newest first.
 *
 * One home at a time, so that every page is a walk along one index: over several at once it would sort them all. What is granted
 * is little, and is sorted.
 * The redundant `<=` lets the index begin at the position; the `or` alone would make it begin at the newest.
 */
export function casePageOf(
  db: Tx,
  cases: CasesOf,
  filter: CaseFilter,
  after: PagePosition | null,
  limit: number,
): CaseQuery {
  const page = filteredCases(db, cases, filter).orderBy('reported_at_ms', 'desc').orderBy('case_id').limit(limit)
  if (!after) return page
  return page
    .where('reported_at_ms', '<=', after.sortedBy)
    .where((where) => where.or([where('reported_at_ms', '<', after.sortedBy), where('case_id', '>', after.id)]))
}

/**
 * The next page of one queue of these cases, or of all that are open: what is due first, or has waited longest, at the top; what
 * is 紧急 and not filed before all of it.
 */
export function deskPageOf(
  db: Tx,
  cases: CasesOf,
  filter: CaseFilter,
  after: PagePosition | null,
  limit: number,
): CaseQuery {
  const page = filteredCases(db, cases, filter)
    .$if(filter.queue === undefined, (query) => query.where('is_open', '=', 1))
    .orderBy('desk_order')
    .orderBy('case_id')
    .limit(limit)
  if (!after) return page
  return page
    .where('desk_order', '>=', after.sortedBy)
    .where((where) => where.or([where('desk_order', '>', after.sortedBy), where('case_id', '>', after.id)]))
}
