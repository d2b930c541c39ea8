/** How far a case has come, in the order of its life. */
export const caseStages = [
  'reported',
  'verifyPending',
  'rejected',
  'merged',
  'filed',
  'dispatched',
  'handling',
  'handled',
  'deferred',
  'transferred',
  'closed',
  'evaluated',
  'reopened',
  'voided',
] as const
export type CaseStage = (typeof caseStages)[number]

/** Somebody still has to do something about it. */
export const openStages = [
  'reported',
  'verifyPending',
  'filed',
  'dispatched',
  'handling',
  'handled',
  'deferred',
  'transferred',
  'reopened',
] as const satisfies readonly CaseStage[]

/** 销号: it ended well, whether or not somebody has said how content they are with it. */
export const isClosedCase = (state: string): boolean => state === 'closed' || state === 'evaluated'

/** Also of a state that is no stage: what its reporter took back is open to nobody. */
export const isOpenCase = (state: string): boolean => (openStages as readonly string[]).includes(state)
