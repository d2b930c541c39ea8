import { bureauScope } from '../ids.ts'
import type { Act } from '../people/permissions.ts'
import { deferringOffices } from './act-rules.ts'
import type { CaseState } from './case-state.ts'
import { waitsForReopening } from './evaluation.ts'
import { waitingAnswer } from './outside-work.ts'
import { nextDueMs, type CaseRequest } from './lifecycle.ts'

/** 待办: what a case waits for. In the order in which an office works them off. */
export const deskQueues = [
  'toFile',
  'verifying',
  'toDispatch',
  'toDecide',
  'toCheck',
  'toAnswer',
  'toReopen',
  'toEvaluate',
  'atUnit',
  'deferred',
] as const
export type DeskQueue = (typeof deskQueues)[number]

/** What takes a case out of its queue, where that is an act of the office. */
export const actOfQueue = {
  toFile: 'fileCase',
  verifying: 'askVerify',
  toDispatch: 'dispatchCase',
  toDecide: 'decideDelay',
  toCheck: 'checkCase',
  toAnswer: 'transferCase',
  toReopen: 'reopenCase',
  toEvaluate: 'evaluateCase',
} as const satisfies Partial<Record<DeskQueue, Act>>

/** Whether a case that stands there is still worked on: an evaluation is asked for when all has been done. */
export const isAtWork = (queue: DeskQueue | null): boolean => queue !== null && queue !== 'toEvaluate'

/** Whose word a request waits for. */
export type Decider = 'captain' | 'command' | 'either'

/** Where a case stands on the desks of the office, as its line in the ledger has it. */
export interface DeskPlace {
  /** Null where nobody has anything left to do about it. */
  readonly queue: DeskQueue | null
  readonly decider: Decider | null
  /** Its clock runs, or stands still until its last milestone only: past `actByMs` it is late. */
  readonly isTimed: boolean
  /** By when somebody has to act; where no clock runs, since when it waits. */
  readonly actByMs: number
  /** By what the lists of the desks are sorted: `actByMs`, and before all of it what is 紧急 or opened again and not filed yet. */
  readonly order: number
}

const queueOfStage: Readonly<Partial<Record<CaseState['state'], DeskQueue>>> = {
  reported: 'toFile',
  verifyPending: 'verifying',
  reopened: 'toFile',
  filed: 'toDispatch',
  dispatched: 'atUnit',
  handling: 'atUnit',
  handled: 'toCheck',
  deferred: 'deferred',
  transferred: 'toAnswer',
}

function deciderOf(request: CaseRequest, { scope, life }: Pick<CaseState, 'scope' | 'life'>): Decider {
  // The first extension is the captain's, or the command centre's where it is quicker; every further one its alone.
  if (request.sort === 'extension') return life.extensions > 0 ? 'command' : 'either'
  const open = deferringOffices({ scope }).filter((office) => !request.approvedBy.includes(office))
  return open.length > 1 ? 'either' : (open[0] ?? 'command')
}

/** 300 years: before everything that is due. */
const beforeAllMs = 1e13

/** Whose word it waits for; null where for nobody's. What a unit without an account answers waits for a look of the office. */
function decidedBy(value: CaseState): Decider | null {
  const { life, scope } = value
  if (life.request) return deciderOf(life.request, value)
  if (!waitingAnswer(life.outside)) return null
  return scope === bureauScope ? 'command' : 'either'
}

/** What was solved where it was found never became a case of the office: it may be evaluated, and waits for nobody. */
const isSolvedOnSite = ({ closedOnSite, reopenings }: CaseState['life']): boolean =>
  closedOnSite !== null && reopenings === 0

/** A closed case waits for its evaluation, and what somebody is not content with for the command centre. */
function queueOf({ state, life }: CaseState): DeskQueue | null {
  if (state === 'closed') return isSolvedOnSite(life) ? null : 'toEvaluate'
  if (state === 'evaluated') return waitsForReopening(life.evaluation) ? 'toReopen' : null
  return queueOfStage[state] ?? null
}

/** Since when somebody has to act: of what is closed, since its end. */
const waitsSince = ({ life, reportedAtMs }: CaseState, queue: DeskQueue | null): number =>
  (queue === 'toEvaluate' ? life.closing?.atMs : undefined) ?? life.steps.at(-1)?.atMs ?? reportedAtMs

/** Where a folded case stands on the desks of the office. */
export function deskPlaceOf(value: CaseState): DeskPlace {
  const { life } = value
  const queue = queueOf(value)
  const waitsSinceMs = waitsSince(value, queue)
  if (queue === null) return { queue, decider: null, isTimed: false, actByMs: waitsSinceMs, order: waitsSinceMs }
  const decider = queue === 'atUnit' ? decidedBy(value) : null
  const actByMs = nextDueMs(life) ?? waitsSinceMs
  const isUrgent = queue === 'toFile' && (value.report.severity === 'critical' || life.stage === 'reopened')
  return {
    queue: decider ? 'toDecide' : queue,
    decider,
    isTimed: nextDueMs(life) !== null,
    actByMs,
    order: isUrgent ? actByMs - beforeAllMs : actByMs,
  }
}
