import type { CaseFilter, CasesOf } from './case-page.ts'
import { scopesFor } from './member-scopes.ts'
import type { Caller } from './sessions.ts'

/** A queue is the home squad's: what was granted to the caller's squads stands in none of theirs. */
export function seenCases(caller: Caller, { queue }: Pick<CaseFilter, 'queue'>): readonly CasesOf[] {
  const scopes = scopesFor(caller, 'seeLedger')
  const homes = scopes.map((home) => ({ home }))
  return queue === undefined ? [...homes, { grantedTo: scopes }] : homes
}

/** A request waits for those whose word it still lacks. */
export const withDeciders = (caller: Caller, filter: CaseFilter): CaseFilter =>
  filter.queue === 'toDecide'
    ? { ...filter, deciders: ['either', ...new Set(caller.memberships.map(({ role }) => role))] }
    : filter
