import type { CaseActKind } from '../casework/transitions.ts'
import type { Act } from './permissions.ts'

/** Which row of the permission table an act on a case falls under. */
export const actOfCaseKind = {
  'case.closedOnSite': 'closeOnSite',
  'case.filed': 'fileCase',
  'case.rejected': 'rejectCase',
  'case.merged': 'mergeCases',
  'case.dispatched': 'dispatchCase',
  'case.sentOut': 'dispatchCase',
  'case.unitAnswered': 'dispatchCase',
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
  'case.reopened': 'reopenCase',
  'case.voided': 'voidCase',
} as const satisfies Readonly<Record<CaseActKind, Act>>
