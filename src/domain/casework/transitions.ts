import { openStages, type CaseStage } from './case-stage.ts'
import type { ClockMove } from './case-clock.ts'

/** One way on from a stage: which act, with which outcome, from where, to where, and what the clock does. */
export interface Transition {
  readonly kind: MovingKind
  /** Where one kind of act has several outcomes, which one; `done` otherwise. */
  readonly outcome: string
  readonly from: readonly CaseStage[]
  /** `same`: the case stays where it is. */
  readonly to: CaseStage | 'same'
  readonly clock: ClockMove
}

/** The kinds of entries that move a case, each a decision. */
export const caseActKinds = [
  'case.closedOnSite',
  'case.filed',
  'case.rejected',
  'case.merged',
  'case.verifyAsked',
  'case.verified',
  'case.dispatched',
  'case.sentOut',
  'case.unitAnswered',
  'case.unitExtensionAsked',
  'case.answerReviewed',
  'case.accepted',
  'case.returned',
  'case.handled',
  'case.extensionAsked',
  'case.extensionDecided',
  'case.deferralAsked',
  'case.deferralDecided',
  'case.resumed',
  'case.checked',
  'case.transferred',
  'case.transferAnswered',
  'case.supervised',
  'case.evaluated',
  'case.reopeningDeclined',
  'case.reopened',
  'case.voided',
] as const
export type CaseActKind = (typeof caseActKinds)[number]

/** What moves a case: the acts about it, and what a complainant says of its end. */
export type MovingKind = CaseActKind | 'complaint.followedUp'

export const isCaseActKind = (kind: string): kind is CaseActKind => (caseActKinds as readonly string[]).includes(kind)

const way = (
  kind: MovingKind,
  outcome: string,
  from: readonly CaseStage[],
  to: Transition['to'],
  clock: ClockMove = 'none',
): Transition => ({ kind, outcome, from, to, clock })

/** What may happen next in the life of a case: the only list of it. Everything else has no effect. */
export const transitions: readonly Transition[] = [
  way('case.closedOnSite', 'done', ['reported'], 'closed', 'stops'),
  way('case.verifyAsked', 'done', ['reported', 'verifyPending'], 'verifyPending'),
  way('case.verified', 'exists', ['verifyPending'], 'reported'),
  way('case.verified', 'absent', ['verifyPending'], 'rejected', 'stops'),
  way('case.filed', 'done', ['reported', 'reopened'], 'filed', 'starts'),
  way('case.rejected', 'done', ['reported'], 'rejected', 'stops'),
  way('case.merged', 'done', ['reported'], 'merged', 'stops'),
  way('case.dispatched', 'done', ['filed', 'dispatched', 'handling'], 'dispatched'),
  way('case.sentOut', 'done', ['filed', 'dispatched', 'handling'], 'dispatched'),
  way('case.unitAnswered', 'done', ['dispatched', 'handling'], 'same'),
  way('case.unitExtensionAsked', 'done', ['dispatched', 'handling'], 'same'),
  way('case.answerReviewed', 'confirmed', ['dispatched', 'handling'], 'handled', 'stops'),
  way('case.answerReviewed', 'declined', ['dispatched', 'handling'], 'filed'),
  way('case.answerReviewed', 'returned', ['dispatched', 'handling'], 'same'),
  way('case.accepted', 'done', ['dispatched'], 'handling'),
  way('case.returned', 'done', ['dispatched'], 'filed'),
  way('case.handled', 'done', ['handling'], 'handled', 'stops'),
  way('case.extensionAsked', 'done', ['dispatched', 'handling'], 'same'),
  way('case.extensionDecided', 'granted', ['dispatched', 'handling'], 'same', 'extends'),
  way('case.extensionDecided', 'refused', ['dispatched', 'handling'], 'same'),
  way('case.deferralAsked', 'done', ['handling'], 'same'),
  way('case.deferralDecided', 'granted', ['handling'], 'deferred', 'pauses'),
  way('case.deferralDecided', 'seconded', ['handling'], 'same'),
  way('case.deferralDecided', 'refused', ['handling'], 'same'),
  way('case.resumed', 'done', ['deferred'], 'handling', 'resumes'),
  way('case.checked', 'passed', ['handled'], 'closed'),
  way('case.checked', 'failed', ['handled'], 'handling', 'resumes'),
  way('case.transferred', 'done', ['handling'], 'transferred'),
  way('case.transferAnswered', 'takenOver', ['transferred'], 'closed', 'stops'),
  way('case.transferAnswered', 'sentBack', ['transferred'], 'handling'),
  way('case.supervised', 'done', openStages, 'same'),
  way('case.evaluated', 'done', ['closed'], 'evaluated'),
  way('complaint.followedUp', 'done', ['closed', 'evaluated'], 'evaluated'),
  way('case.reopeningDeclined', 'done', ['evaluated'], 'same'),
  way('case.reopened', 'done', ['closed', 'evaluated'], 'reopened', 'clears'),
  way('case.voided', 'done', openStages, 'voided', 'stops'),
]

/** Whether the act may have an effect at this stage, whatever its outcome. */
export const mayFollow = (stage: CaseStage, kind: MovingKind): boolean =>
  transitions.some((each) => each.kind === kind && each.from.includes(stage))
