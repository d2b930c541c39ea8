/**
 * Every kind of entry that was ever shipped, with its current version.
 *
 * Its schemas stand apart: phones, which check none, then start without them.
 */
export const entryKinds = {
  'duty.arrived': { v: 1, family: 'observation' },
  'duty.confirmed': { v: 1, family: 'observation' },
  'duty.steppedAway': { v: 1, family: 'observation' },
  'duty.returned': { v: 1, family: 'observation' },
  'duty.tallied': { v: 1, family: 'observation' },
  'duty.left': { v: 1, family: 'observation' },
  'duty.backfilled': { v: 1, family: 'observation' },
  'roster.acknowledged': { v: 1, family: 'observation' },
  'roster.swapAsked': { v: 1, family: 'observation' },
  'roster.swapAnswered': { v: 1, family: 'observation' },
  'roster.swapDecided': { v: 1, family: 'decision' },
  'inspection.answered': { v: 1, family: 'observation' },
  'case.reported': { v: 1, family: 'observation' },
  'case.supplemented': { v: 1, family: 'observation' },
  'case.closedOnSite': { v: 1, family: 'decision' },
  'case.filed': { v: 1, family: 'decision' },
  'case.rejected': { v: 1, family: 'decision' },
  'case.merged': { v: 1, family: 'decision' },
  'case.dispatched': { v: 1, family: 'decision' },
  'case.sentOut': { v: 1, family: 'decision' },
  'case.unitAnswered': { v: 1, family: 'decision' },
  'case.answerReviewed': { v: 1, family: 'decision' },
  'case.accepted': { v: 1, family: 'decision' },
  'case.returned': { v: 1, family: 'decision' },
  'case.handled': { v: 1, family: 'decision' },
  'case.extensionAsked': { v: 1, family: 'decision' },
  'case.extensionDecided': { v: 1, family: 'decision' },
  'case.deferralAsked': { v: 1, family: 'decision' },
  'case.deferralDecided': { v: 1, family: 'decision' },
  'case.resumed': { v: 1, family: 'decision' },
  'case.checked': { v: 1, family: 'decision' },
  'case.transferred': { v: 1, family: 'decision' },
  'case.transferAnswered': { v: 1, family: 'decision' },
  'case.supervised': { v: 1, family: 'decision' },
  'case.reopened': { v: 1, family: 'decision' },
  'case.voided': { v: 1, family: 'decision' },
  'case.penaltyRecorded': { v: 1, family: 'observation' },
  'sign.registered': { v: 1, family: 'observation' },
  'sign.surveyed': { v: 1, family: 'observation' },
  'sign.loweringAsked': { v: 1, family: 'observation' },
  'sign.loweringDecided': { v: 1, family: 'decision' },
  'sign.supplemented': { v: 1, family: 'observation' },
  'sign.noticeIssued': { v: 1, family: 'observation' },
  'sign.rectified': { v: 1, family: 'observation' },
  'sign.merged': { v: 1, family: 'decision' },
  'record.withdrawn': { v: 1, family: 'observation' },
  'subject.granted': { v: 1, family: 'decision' },
  'subject.grantEnded': { v: 1, family: 'decision' },
} as const satisfies Record<string, { v: number; family: 'observation' | 'decision' }>

export type EntryKind = keyof typeof entryKinds

export const isEntryKind = (kind: string): kind is EntryKind => Object.hasOwn(entryKinds, kind)
