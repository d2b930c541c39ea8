/** How far a case has come, in the order of its life. */
export const caseStages = [
  'reported',
  'rejected',
  'merged',
  'filed',
  'dispatched',
  'handling',
  'handled',
  'deferred',
  'transferred',
  'closed',
  'reopened',
  'voided',
] as const
export type CaseStage = (typeof caseStages)[number]

/** Somebody still has to do something about it. */
export const openStages = [
  'reported',
  'filed',
  'dispatched',
  'handling',
  'handled',
  'deferred',
  'transferred',
  'reopened',
] as const satisfies readonly CaseStage[]

/** Also of a state that is no stage: what its reporter took back is open to nobody. */
export const isOpenCase = (state: string): boolean => (openStages as readonly string[]).includes(state)
