import type { EntryKind } from '../journal/entry-kinds.ts'
import type { Disposition } from '../casework/disposition.ts'
import { bureauScope, type ScopeId } from '../ids.ts'
import { actOfCaseKind } from './case-acts.ts'
import { handlingDispositions, permittedDispositions } from './permitted-dispositions.ts'
import type { Role } from './role.ts'

/**
 * Who may do what: one row per act, and in it the roles that may.
 *
 * The rows follow the bureau's published table. Ours are: every cell of `viewer` (局领导), who stands in no published column and
 * here reads and records nothing; the rows `supplementCase` (as `reportFinding`), `withdrawOwn` (whoever records), `grantSubject`
 * (who dispatches), `importOffline` (who answers for the squad's people),
 * `seeRecordsOfScope` (all but the admin, who sees no case content) and `seePositions` (where a colleague stood: who answers for
 * them); and the admin in `editRoster` and `editSchools`, who sets a bureau up before it has captains.
 */
export const permissions = {
  takeDuty: ['officer', 'aux', 'captain'],
  fillChecklist: ['officer', 'aux', 'captain'],
  surveySigns: ['officer', 'aux', 'captain', 'inspector'],
  askLowering: ['officer', 'captain'],
  decideLowering: ['captain'],
  /** ORDER: an 协管员 hands over no order, and a captain's squad only. */
  issueNotice: ['officer', 'captain'],
  rectifySigns: ['officer', 'captain'],
  mergeSigns: ['captain', 'command'],
  reportFinding: ['officer', 'aux', 'captain', 'inspector', 'command'],
  supplementCase: ['officer', 'aux', 'captain', 'inspector', 'command'],
  closeOnSite: ['officer', 'aux', 'captain'],
  /** 立案: a captain of the own squad's; so every row down to `dispatchCase` in which `captain` stands (`isOutsideOwnUnit`). */
  fileCase: ['captain', 'command'],
  rejectCase: ['command'],
  /** 待核实: the command centre asks, whoever stands nearest looks. */
  askVerify: ['command'],
  verifyReport: ['officer', 'aux', 'captain'],
  mergeCases: ['command'],
  dispatchCase: ['captain', 'command'],
  /** 接收, 处置: an 协管员 with an officer only (`accompanied`). */
  handleCase: ['officer', 'aux', 'captain'],
  returnCase: ['officer', 'captain'],
  askDelay: ['officer', 'captain'],
  decideDelay: ['captain', 'command'],
  transferCase: ['captain', 'command'],
  /** 核查, 结案: never by who handled it, which the state of the case decides. */
  checkCase: ['captain', 'inspector'],
  superviseCase: ['inspector', 'command'],
  /** 评价 of its own; a complainant's word comes by `followUpComplaint`. */
  evaluateCase: ['inspector'],
  reopenCase: ['command'],
  voidCase: ['captain', 'command'],
  /** 警告, 罚款, 笔录: each of two officers for herself. */
  recordPenalty: ['officer', 'captain'],
  /** 投诉: entered and answered by the office that is asked; 回访 also by who oversees it. */
  handleComplaint: ['captain', 'command'],
  followUpComplaint: ['captain', 'inspector', 'command'],
  /** 反映人: a captain of the own squad's, an officer of the cases that she handles (`complainantSight`); others read masked names. */
  seeComplainant: ['officer', 'captain', 'command'],
  withdrawOwn: ['officer', 'aux', 'captain', 'inspector', 'command'],
  backfillDuty: ['captain'],
  grantSubject: ['captain', 'command'],
  importOffline: ['captain', 'command'],
  seeDuty: ['captain', 'inspector', 'command', 'viewer'],
  seeLedger: ['captain', 'inspector', 'command', 'viewer'],
  exportLedger: ['captain', 'inspector', 'command'],
  seeRecordsOfScope: ['officer', 'aux', 'captain', 'inspector', 'command', 'viewer'],
  seePositions: ['captain', 'inspector', 'command'],
  /** 大风预警: whoever sends people out tonight. */
  raiseAlert: ['captain', 'command'],
  /** For every squad at once. */
  raiseAlertForAll: ['command'],
  /** 换班: asked and agreed to by those who stand posts; a captain approves, never a request of her own. */
  askSwap: ['officer', 'aux', 'captain'],
  decideSwap: ['captain'],
  editRoster: ['captain', 'admin'],
  editSchools: ['captain', 'admin'],
  manageSetUp: ['admin'],
  /** 外单位: whom sheets may go to. */
  editUnits: ['captain', 'command', 'admin'],
  /** Read by whoever oversees, and by the administrator, who changes nothing in it and is read in it as everybody is. */
  readAudit: ['inspector', 'admin'],
} as const satisfies Record<string, readonly Role[]>

export type Act = keyof typeof permissions

export const may = (role: Role, act: Act): boolean => (permissions[act] as readonly Role[]).includes(role)

const actOfKind: Readonly<Record<EntryKind, Act>> = {
  'duty.arrived': 'takeDuty',
  'duty.confirmed': 'takeDuty',
  'duty.steppedAway': 'takeDuty',
  'duty.returned': 'takeDuty',
  'duty.tallied': 'takeDuty',
  'duty.left': 'takeDuty',
  'duty.backfilled': 'backfillDuty',
  'roster.acknowledged': 'takeDuty',
  'roster.swapAsked': 'askSwap',
  'roster.swapAnswered': 'askSwap',
  'roster.swapDecided': 'decideSwap',
  'inspection.answered': 'fillChecklist',
  'case.reported': 'reportFinding',
  'case.supplemented': 'supplementCase',
  ...actOfCaseKind,
  'case.penaltyRecorded': 'recordPenalty',
  'complaint.received': 'handleComplaint',
  'complaint.answered': 'handleComplaint',
  'complaint.followedUp': 'followUpComplaint',
  'sign.registered': 'surveySigns',
  'sign.placed': 'surveySigns',
  'sign.surveyed': 'surveySigns',
  'sign.loweringAsked': 'askLowering',
  'sign.loweringDecided': 'decideLowering',
  'sign.supplemented': 'surveySigns',
  'sign.noticeIssued': 'issueNotice',
  'sign.rectified': 'rectifySigns',
  'sign.merged': 'mergeSigns',
  'wind.warned': 'raiseAlert',
  'wind.lifted': 'raiseAlert',
  'wind.routed': 'raiseAlert',
  'record.withdrawn': 'withdrawOwn',
  'subject.granted': 'grantSubject',
  'subject.grantEnded': 'grantSubject',
}

/**
 * What members of a squad that a subject was granted to may record about it: what a colleague on the spot observes, how a case
 * that was dispatched to them was handled, and the survey of a sign that was given to them.
 *
 * Nothing that decides about their own work, or speaks for the home squad; and the only thing that opens by it is the home's
 * case of a hazard that they found.
 */
const kindsUnderGrant: readonly EntryKind[] = [
  'duty.arrived',
  'duty.confirmed',
  'duty.steppedAway',
  'duty.returned',
  'duty.tallied',
  'duty.left',
  'inspection.answered',
  'case.supplemented',
  'case.verified',
  'case.accepted',
  'case.returned',
  'case.handled',
  'case.extensionAsked',
  'case.deferralAsked',
  'case.resumed',
  'case.penaltyRecorded',
  'sign.surveyed',
  'sign.supplemented',
  'record.withdrawn',
]

export const mayUnderGrant = (kind: EntryKind): boolean => kindsUnderGrant.includes(kind)

/** Roles that may do this only together with somebody who may do it alone, whom their record names. */
const accompanied: Readonly<Partial<Record<EntryKind, readonly Role[]>>> = { 'case.handled': ['aux'] }

/** Dispositions that a record names, by its kind. */
const dispositionsOf: Readonly<Partial<Record<EntryKind, (role: Role) => readonly Disposition[]>>> = {
  'case.closedOnSite': permittedDispositions,
  'case.handled': handlingDispositions,
}

interface Said {
  readonly disposition?: Disposition
  readonly withOfficer?: unknown
  /** In which office somebody decides. */
  readonly as?: unknown
}

/** Why a person of this role may not make this record, as the wire's code; null when they may. */
export function refusalOf(
  role: Role,
  kind: EntryKind,
  data: unknown,
): 'entry/role-not-permitted' | 'entry/disposition-not-permitted' | null {
  if (!may(role, actOfKind[kind])) return 'entry/role-not-permitted'
  const { disposition, withOfficer, as } = data as Said
  if (accompanied[kind]?.includes(role) && withOfficer === undefined) return 'entry/role-not-permitted'
  if (as !== undefined && as !== role) return 'entry/role-not-permitted'
  const permitted = dispositionsOf[kind]
  return permitted && !(disposition && permitted(role).includes(disposition)) ? 'entry/disposition-not-permitted' : null
}

const officeActs: readonly Act[] = [
  'raiseAlert',
  'handleComplaint',
  'followUpComplaint',
  'fileCase',
  'dispatchCase',
  'decideDelay',
  'transferCase',
  'checkCase',
  'voidCase',
]

/** ○: a captain decides about cases of the own squad and warns it, and what lives in the bureau's scope is nobody's squad's. */
export const isOutsideOwnUnit = (role: Role, kind: EntryKind, scope: ScopeId): boolean =>
  role === 'captain' && scope === bureauScope && officeActs.includes(actOfKind[kind])
