import type { CaseActKind, MovingKind } from '../casework/transitions.ts'
import type { Act } from './permissions.ts'

/** Which row of the permission table an act on a case falls under. */
export const actOfCaseKind = {
  'case.closedOnSite': 'closeOnSite',
  'case.verifyAsked': 'askVerify',
  'case.verified': 'verifyReport',
  'case.filed': 'fileCase',
  'case.rejected': 'rejectCase',
  'case.merged': 'mergeCases',
  'case.dispatched': 'dispatchCase',
  'case.sentOut': 'dispatchCase',
  'case.unitAnswered': 'dispatchCase',
  'case.unitExtensionAsked': 'dispatchCase',
  'case.answerReviewed': 'dispatchCase',
  'case.accepted': 'handleCase',
  'case.returned': 'returnCase',
  'case.handled': 'handleCase',
  'case.extensionAsked': 'askDelay',
  'case.extensionDecided': 'decideDelay',
  'case.deferralAsked': 'askDelay',
  'case.deferralDecided': 'decideDelay',
  'case.resumed': 'askDelay',
  'case.checked': 'checkCase',
  'case.transferred': 'transferCase',
  'case.transferAnswered': 'transferCase',
  'case.supervised': 'superviseCase',
  'case.evaluated': 'evaluateCase',
  'case.reopeningDeclined': 'reopenCase',
  'case.reopened': 'reopenCase',
  'case.voided': 'voidCase',
} as const satisfies Readonly<Record<CaseActKind, Act>>

/** The same, of a complainant's word too, which whoever asks back writes down. */
export const actOfMove = (kind: MovingKind): Act =>
  kind === 'complaint.followedUp' ? 'followUpComplaint' : actOfCaseKind[kind]
