import { bureauScope, type PersonId } from '../ids.ts'
import type { Role } from '../people/role.ts'
import type { DecidingOffice } from './case-handling.ts'
import type { Lifecycle, LifecycleFacts } from './lifecycle.ts'
import { waitsForReopening } from './evaluation.ts'
import { waitingAnswer } from './outside-work.ts'
import type { CaseActKind } from './transitions.ts'

/** Who acts. The role is the server's word: unknown while the record is only on its device. */
export interface Actor {
  readonly personId: PersonId
  readonly role: Role | null
}

type Rule = (life: Lifecycle, actor: Actor, facts: LifecycleFacts) => string | null

/** A second wrong return is for somebody who supervises both units. */
const mostReturns = 2

const isNot = (role: Role | null, expected: Role): boolean => role !== null && role !== expected

/** The person named, where one was; a captain may step in. */
const isAssignee: Rule = ({ handler }, { personId, role }) =>
  handler?.person === null || handler?.person === personId || !isNot(role, 'captain') ? null : 'case/not-the-handler'

/** The person asked, where one was; a captain may go there too. */
const isAsked: Rule = ({ verifying }, { personId, role }) =>
  verifying?.person == null || verifying.person === personId || !isNot(role, 'captain') ? null : 'case/not-the-handler'

const notCritical: Rule = (_life, _actor, { isCritical }) => (isCritical ? 'case/critical-not-extended' : null)

const notOwnRequest: Rule = ({ request }, { personId }) => (request?.by === personId ? 'case/own-request' : null)

const never: Rule = () => null

/** What an act asks of the one who acts, besides the permission table: the first objection counts. */
const rules: Readonly<Record<CaseActKind, readonly Rule[]>> = {
  'case.closedOnSite': [never],
  'case.verifyAsked': [never],
  'case.verified': [isAsked],
  'case.filed': [never],
  'case.rejected': [never],
  'case.merged': [never],
  'case.dispatched': [never],
  // What the case of a sign rests on are the sign's records, which no sheet carries.
  'case.sentOut': [(_life, _actor, { isOfSign }) => (isOfSign ? 'case/sign-stays-home' : null)],
  'case.unitAnswered': [({ outside }) => (outside ? null : 'case/not-sent-out')],
  'case.unitExtensionAsked': [({ outside }) => (outside ? null : 'case/not-sent-out'), notCritical],
  'case.answerReviewed': [({ outside }) => (waitingAnswer(outside) ? null : 'case/answer-overtaken')],
  'case.accepted': [isAssignee],
  'case.returned': [({ returns }) => (returns >= mostReturns ? 'case/returned-twice' : null)],
  'case.handled': [isAssignee],
  'case.extensionAsked': [isAssignee, notCritical],
  'case.extensionDecided': [
    ({ request }) => (request?.sort === 'extension' ? null : 'case/request-overtaken'),
    notOwnRequest,
    // The first by the captain, every further one by the command centre.
    ({ extensions }, { role }) => (extensions > 0 && isNot(role, 'command') ? 'case/command-needed' : null),
  ],
  'case.deferralAsked': [isAssignee],
  'case.deferralDecided': [
    ({ request }) => (request?.sort === 'deferral' ? null : 'case/request-overtaken'),
    notOwnRequest,
    ({ request }, { role }) =>
      request?.sort === 'deferral' && request.approvedBy.some((office) => office === role)
        ? 'case/already-decided'
        : null,
  ],
  'case.resumed': [isAssignee],
  'case.checked': [
    (_life, _actor, { isOfSign }) => (isOfSign ? 'case/survey-needed' : null),
    ({ handlers }, { personId }) => (handlers.includes(personId) ? 'case/own-check' : null),
  ],
  'case.transferred': [never],
  'case.transferAnswered': [never],
  'case.supervised': [({ supervised }) => (supervised ? 'case/already-decided' : null)],
  'case.evaluated': [never],
  'case.reopeningDeclined': [({ evaluation }) => (waitsForReopening(evaluation) ? null : 'case/already-decided')],
  'case.reopened': [never],
  // What nobody has filed is the captain's; behind that stands a number.
  'case.voided': [
    ({ stage }, { role }) => (stage !== 'reported' && isNot(role, 'command') ? 'case/command-needed' : null),
  ],
}

/** Why this person may not do this to the case as it stands; null when they may. The permission table is asked apart. */
export function actorObjection(kind: CaseActKind, life: Lifecycle, actor: Actor, facts: LifecycleFacts): string | null {
  for (const rule of rules[kind]) {
    const code = rule(life, actor, facts)
    if (code) return code
  }
  return null
}

/** Whose word a deferral takes: a case of the bureau has no captain. */
export const deferringOffices = ({ scope }: Pick<LifecycleFacts, 'scope'>): readonly DecidingOffice[] =>
  scope === bureauScope ? ['command'] : ['captain', 'command']
