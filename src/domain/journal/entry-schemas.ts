import type * as v from 'valibot'
import { CaseClosedOnSite, CaseReported, CaseSupplemented } from '../casework/case-entries.ts'
import {
  CaseChecked,
  CaseReopened,
  CaseSupervised,
  CaseTransferAnswered,
  CaseTransferred,
} from '../casework/case-closing.ts'
import { CaseDispatched, CaseFiled, CaseMerged, CaseRejected, CaseVoided } from '../casework/case-filing.ts'
import {
  CaseAccepted,
  CaseDeferralAsked,
  CaseDeferralDecided,
  CaseExtensionAsked,
  CaseExtensionDecided,
  CaseHandled,
  CaseResumed,
  CaseReturned,
} from '../casework/case-handling.ts'
import { CaseAnswerReviewed, CaseSentOut, CaseUnitAnswered, CaseUnitExtensionAsked } from '../casework/case-outside.ts'
import { ComplaintAnswered, ComplaintFollowedUp, ComplaintReceived } from '../complaint/complaint-entries.ts'
import { CasePenaltyRecorded } from '../casework/penalty-recorded.ts'
import {
  DutyArrived,
  DutyBackfilled,
  DutyConfirmed,
  DutyLeft,
  DutyReturned,
  DutySteppedAway,
  DutyTallied,
} from '../duty/duty-entries.ts'
import { RosterAcknowledged, RosterSwapAnswered, RosterSwapAsked, RosterSwapDecided } from '../duty/roster-entries.ts'
import { InspectionAnswered } from '../inspection/inspection-entries.ts'
import {
  SignLoweringAsked,
  SignLoweringDecided,
  SignMerged,
  SignNoticeIssued,
  SignPlaced,
  SignRectified,
  SignRegistered,
  SignSupplemented,
  SignSurveyed,
} from '../signage/sign-entries.ts'
import { WindLifted, WindRouted, WindWarned } from '../signage/wind-entries.ts'
import { SubjectGranted, SubjectGrantEnded } from './grant.ts'
import { RecordWithdrawn } from './withdrawal.ts'
import { CaseEvaluated, CaseReopeningDeclined } from '../casework/case-evaluating.ts'
import { CaseVerified, CaseVerifyAsked } from '../casework/case-verifying.ts'
import type { EntryKind } from './entry-kinds.ts'

/** What an entry of each kind says, in its current version: checked where entries come in, which a phone never does. */
export const entrySchemas = {
  'duty.arrived': DutyArrived,
  'duty.confirmed': DutyConfirmed,
  'duty.steppedAway': DutySteppedAway,
  'duty.returned': DutyReturned,
  'duty.tallied': DutyTallied,
  'duty.left': DutyLeft,
  'duty.backfilled': DutyBackfilled,
  'roster.acknowledged': RosterAcknowledged,
  'roster.swapAsked': RosterSwapAsked,
  'roster.swapAnswered': RosterSwapAnswered,
  'roster.swapDecided': RosterSwapDecided,
  'inspection.answered': InspectionAnswered,
  'case.reported': CaseReported,
  'case.supplemented': CaseSupplemented,
  'case.closedOnSite': CaseClosedOnSite,
  'case.verifyAsked': CaseVerifyAsked,
  'case.verified': CaseVerified,
  'case.filed': CaseFiled,
  'case.rejected': CaseRejected,
  'case.merged': CaseMerged,
  'case.dispatched': CaseDispatched,
  'case.sentOut': CaseSentOut,
  'case.unitAnswered': CaseUnitAnswered,
  'case.unitExtensionAsked': CaseUnitExtensionAsked,
  'case.answerReviewed': CaseAnswerReviewed,
  'case.accepted': CaseAccepted,
  'case.returned': CaseReturned,
  'case.handled': CaseHandled,
  'case.extensionAsked': CaseExtensionAsked,
  'case.extensionDecided': CaseExtensionDecided,
  'case.deferralAsked': CaseDeferralAsked,
  'case.deferralDecided': CaseDeferralDecided,
  'case.resumed': CaseResumed,
  'case.checked': CaseChecked,
  'case.transferred': CaseTransferred,
  'case.transferAnswered': CaseTransferAnswered,
  'case.supervised': CaseSupervised,
  'case.evaluated': CaseEvaluated,
  'case.reopeningDeclined': CaseReopeningDeclined,
  'case.reopened': CaseReopened,
  'case.voided': CaseVoided,
  'case.penaltyRecorded': CasePenaltyRecorded,
  'complaint.received': ComplaintReceived,
  'complaint.answered': ComplaintAnswered,
  'complaint.followedUp': ComplaintFollowedUp,
  'sign.registered': SignRegistered,
  'sign.placed': SignPlaced,
  'sign.surveyed': SignSurveyed,
  'sign.loweringAsked': SignLoweringAsked,
  'sign.loweringDecided': SignLoweringDecided,
  'sign.supplemented': SignSupplemented,
  'sign.noticeIssued': SignNoticeIssued,
  'sign.rectified': SignRectified,
  'sign.merged': SignMerged,
  'wind.warned': WindWarned,
  'wind.lifted': WindLifted,
  'wind.routed': WindRouted,
  'record.withdrawn': RecordWithdrawn,
  'subject.granted': SubjectGranted,
  'subject.grantEnded': SubjectGrantEnded,
} as const satisfies Record<EntryKind, v.GenericSchema>

export type EntryData = { [K in EntryKind]: v.InferOutput<(typeof entrySchemas)[K]> }
