import type * as v from 'valibot'
import { CaseClosedOnSite, CaseReported, CaseSupplemented } from '../casework/case-entries.ts'
import {
  DutyArrived,
  DutyBackfilled,
  DutyConfirmed,
  DutyLeft,
  DutyReturned,
  DutySteppedAway,
  DutyTallied,
} from '../duty/duty-entries.ts'
import { InspectionAnswered } from '../inspection/inspection-entries.ts'
import {
  SignLoweringAsked,
  SignLoweringDecided,
  SignMerged,
  SignNoticeIssued,
  SignRectified,
  SignRegistered,
  SignSupplemented,
  SignSurveyed,
} from '../signage/sign-entries.ts'
import { SubjectGranted, SubjectGrantEnded } from './grant.ts'
import { RecordWithdrawn } from './withdrawal.ts'
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
  'inspection.answered': InspectionAnswered,
  'case.reported': CaseReported,
  'case.supplemented': CaseSupplemented,
  'case.closedOnSite': CaseClosedOnSite,
  'sign.registered': SignRegistered,
  'sign.surveyed': SignSurveyed,
  'sign.loweringAsked': SignLoweringAsked,
  'sign.loweringDecided': SignLoweringDecided,
  'sign.supplemented': SignSupplemented,
  'sign.noticeIssued': SignNoticeIssued,
  'sign.rectified': SignRectified,
  'sign.merged': SignMerged,
  'record.withdrawn': RecordWithdrawn,
  'subject.granted': SubjectGranted,
  'subject.grantEnded': SubjectGrantEnded,
} as const satisfies Record<EntryKind, v.GenericSchema>

export type EntryData = { [K in EntryKind]: v.InferOutput<(typeof entrySchemas)[K]> }
