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
  SignRegistered,
  SignSurveyed,
} from '../signage/sign-entries.ts'
import { SubjectGranted, SubjectGrantEnded } from './grant.ts'
import { RecordWithdrawn } from './withdrawal.ts'

/** Every kind of entry that was ever shipped, with the schema of its current version. */
export const entryKinds = {
  'duty.arrived': { v: 1, family: 'observation', data: DutyArrived },
  'duty.confirmed': { v: 1, family: 'observation', data: DutyConfirmed },
  'duty.steppedAway': { v: 1, family: 'observation', data: DutySteppedAway },
  'duty.returned': { v: 1, family: 'observation', data: DutyReturned },
  'duty.tallied': { v: 1, family: 'observation', data: DutyTallied },
  'duty.left': { v: 1, family: 'observation', data: DutyLeft },
  'duty.backfilled': { v: 1, family: 'observation', data: DutyBackfilled },
  'inspection.answered': { v: 1, family: 'observation', data: InspectionAnswered },
  'case.reported': { v: 1, family: 'observation', data: CaseReported },
  'case.supplemented': { v: 1, family: 'observation', data: CaseSupplemented },
  'case.closedOnSite': { v: 1, family: 'decision', data: CaseClosedOnSite },
  'sign.registered': { v: 1, family: 'observation', data: SignRegistered },
  'sign.surveyed': { v: 1, family: 'observation', data: SignSurveyed },
  'sign.loweringAsked': { v: 1, family: 'observation', data: SignLoweringAsked },
  'sign.loweringDecided': { v: 1, family: 'decision', data: SignLoweringDecided },
  'sign.merged': { v: 1, family: 'decision', data: SignMerged },
  'record.withdrawn': { v: 1, family: 'observation', data: RecordWithdrawn },
  'subject.granted': { v: 1, family: 'decision', data: SubjectGranted },
  'subject.grantEnded': { v: 1, family: 'decision', data: SubjectGrantEnded },
} as const satisfies Record<string, { v: number; family: 'observation' | 'decision'; data: v.GenericSchema }>

export type EntryKind = keyof typeof entryKinds
export type EntryData = { [K in EntryKind]: v.InferOutput<(typeof entryKinds)[K]['data']> }

export const isEntryKind = (kind: string): kind is EntryKind => Object.hasOwn(entryKinds, kind)
