import type { PersonId, ScopeId } from '../ids.ts'
import { isOutsideOwnUnit, may } from '../people/permissions.ts'
import { actOfCaseKind } from '../people/case-acts.ts'
import type { Role } from '../people/role.ts'
import { actorObjection } from './act-rules.ts'
import type { CaseState } from './case-state.ts'
import type { LifecycleFacts } from './lifecycle.ts'
import { caseActKinds, mayFollow, type CaseActKind } from './transitions.ts'

export interface Worker {
  readonly personId: PersonId
  readonly role: Role
  /** Squads that they belong to. */
  readonly scopes: readonly ScopeId[]
}

/** What the unit that a case was dispatched to, or that is to look whether it exists, does with it, wherever the case is at home. */
const unitActs: readonly CaseActKind[] = [
  'case.verified',
  'case.accepted',
  'case.returned',
  'case.handled',
  'case.extensionAsked',
  'case.deferralAsked',
  'case.resumed',
]

/** What of a folded case decides about the next act. */
const factsOf = ({ caseId, scope, isOfSign, report, penalties, life }: CaseState): LifecycleFacts => ({
  caseId,
  scope,
  isOfSign,
  isCritical: report.severity === 'critical',
  hasPenalty: penalties.some(({ isComplete }) => isComplete),
  clock: life.clock,
})

function isTheirs(kind: CaseActKind, { scope, life }: CaseState, { role, scopes }: Worker): boolean {
  if (unitActs.includes(kind)) {
    const unit = kind === 'case.verified' ? life.verifying?.unit : life.handler?.unit
    return unit !== undefined && scopes.includes(unit)
  }
  return scopes.includes(scope) && !isOutsideOwnUnit(role, kind, scope)
}

/** What this person may do to the case now, in the order of its life; what may be done at a finding alone is not among it. */
export function possibleActs(value: CaseState, worker: Worker): readonly CaseActKind[] {
  const { life, state } = value
  if (state === 'withdrawn') return []
  const actor = { personId: worker.personId, role: worker.role }
  const facts = factsOf(value)
  return caseActKinds.filter(
    (kind) =>
      kind !== 'case.closedOnSite' &&
      mayFollow(life.stage, kind) &&
      may(worker.role, actOfCaseKind[kind]) &&
      isTheirs(kind, value, worker) &&
      actorObjection(kind, life, actor, facts) === null,
  )
}
