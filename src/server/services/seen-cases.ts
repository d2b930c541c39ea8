import type { DeskQueue } from '../../domain/casework/desk-queue.ts'
import type { EntryKind } from '../../domain/journal/entry-kinds.ts'
import { isOutsideOwnUnit } from '../../domain/people/permissions.ts'
import type { CaseFilter, CasesOf } from './case-page.ts'
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

/**
 * A queue is the home squad's: what was granted to the caller's squads stands in none of theirs, nor does what is nobody's
 * squad's stand in a captain's.
 */
export function seenCases(caller: Caller, { queue }: Pick<CaseFilter, 'queue'>): readonly CasesOf[] {
  const scopes = scopesFor(caller, 'seeLedger')
  const homes = scopes.map((home) => ({ home }))
  if (queue === undefined) return [...homes, { grantedTo: scopes }]
  const kind = actOut[queue]
  return homes.filter(({ home }) => kind === undefined || !isOutsideOwnUnit(caller.person.role, kind, home))
}

/** A request waits for those whose word it still lacks, a check for those who have not handled the case. */
export function withDeciders(caller: Caller, filter: CaseFilter): CaseFilter {
  if (filter.queue === 'toCheck') return { ...filter, checker: caller.personId }
  return filter.queue === 'toDecide'
    ? { ...filter, deciders: ['either', ...new Set(caller.memberships.map(({ role }) => role))] }
    : filter
}
