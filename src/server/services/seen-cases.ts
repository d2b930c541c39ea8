import { actOfQueue, type DeskQueue } from '../../domain/casework/desk-queue.ts'
import type { EntryKind } from '../../domain/journal/entry-kinds.ts'
import { isOutsideOwnUnit, may } from '../../domain/people/permissions.ts'
import type { CaseFilter, CasesOf } from './case-page.ts'
import type { EvaluationRule } from './evaluation-rule.ts'
import { scopesFor } from './member-scopes.ts'
import type { Caller } from './sessions.ts'

/** What takes a case out of its queue, where that is an act of the office. */
const actOut: Readonly<Partial<Record<DeskQueue, EntryKind>>> = {
  toFile: 'case.filed',
  verifying: 'case.verifyAsked',
  toDispatch: 'case.dispatched',
  toDecide: 'case.extensionDecided',
  toCheck: 'case.checked',
  toAnswer: 'case.transferAnswered',
  toReopen: 'case.reopened',
  toEvaluate: 'case.evaluated',
}

/** A file may be for fewer than a screen is. */
type LedgerAct = 'seeLedger' | 'exportLedger'

/** Some of the cases that a caller sees, by what they are filtered. */
export interface SeenCases {
  readonly cases: CasesOf
  readonly filter: CaseFilter
}

/**
 * A queue is the home squad's: what was granted to the caller's squads stands in none of theirs, nor does what is nobody's
 * squad's stand in a captain's.
 */
function casesFor(caller: Caller, act: LedgerAct, { queue }: Pick<CaseFilter, 'queue'>): readonly CasesOf[] {
  const scopes = scopesFor(caller, act)
  const homes = scopes.map((home) => ({ home }))
  if (queue === undefined) return [...homes, { grantedTo: scopes }]
  const kind = actOut[queue]
  return homes.filter(({ home }) => kind === undefined || !isOutsideOwnUnit(caller.person.role, kind, home))
}

/** A request waits for those whose word it still lacks, a check for those who have not handled the case. */
function onOwnDesk(caller: Caller, filter: CaseFilter, { sinceMs }: EvaluationRule): CaseFilter {
  if (filter.queue === 'toCheck') return { ...filter, checker: caller.personId }
  if (filter.queue === 'toEvaluate')
    return { ...filter, waitsSince: { beforeMs: Number.MAX_SAFE_INTEGER, ...filter.waitsSince, afterMs: sinceMs } }
  return filter.queue === 'toDecide'
    ? { ...filter, deciders: ['either', ...new Set(caller.memberships.map(({ role }) => role))] }
    : filter
}

/** What is late is told to everybody; a late evaluation to those who make it. */
function lateEvaluations(caller: Caller, filter: CaseFilter, { lateBeforeMs }: EvaluationRule): readonly CaseFilter[] {
  const isAsked = filter.overdueAtMs !== undefined && filter.queue === undefined
  if (!isAsked || !caller.memberships.some(({ role }) => may(role, actOfQueue.toEvaluate))) return []
  const waitsSince = { afterMs: 0, beforeMs: lateBeforeMs }
  return [{ ...filter, overdueAtMs: undefined, queue: 'toEvaluate', waitsSince }]
}

/** The cases that the caller sees through a filter, on a screen or in a file; no case stands in two of them. */
export function seenCases(
  caller: Caller,
  act: LedgerAct,
  filter: CaseFilter,
  rule: EvaluationRule,
): readonly SeenCases[] {
  const filters = [filter, ...lateEvaluations(caller, filter, rule)].map((each) => onOwnDesk(caller, each, rule))
  return filters.flatMap((each) => casesFor(caller, act, each).map((cases) => ({ cases, filter: each })))
}
