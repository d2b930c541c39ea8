import type { EntryId, PersonId, ScopeId, SubjectId } from '../ids.ts'
import type { CaseFiled } from './case-filing.ts'
import type { CaseDeferralAsked, DecidingOffice } from './case-handling.ts'
import type { CaseTransferred } from './case-closing.ts'
import type { CaseClock } from './case-clock.ts'
import type { CaseStage } from './case-stage.ts'
import type { OutsideWork } from './outside-work.ts'
import type { Disposition } from './disposition.ts'
import type { CaseEvaluation } from './evaluation.ts'
import type { MovingKind } from './transitions.ts'

/** One act that had an effect, in the order in which the acts count. */
export interface LifecycleStep {
  readonly entryId: EntryId
  readonly kind: MovingKind
  readonly outcome: string
  readonly by: PersonId
  readonly atMs: number
  readonly from: CaseStage
  readonly to: CaseStage
}

/** What was asked for and is not decided yet. */
export type CaseRequest =
  | {
      readonly sort: 'extension'
      readonly entryId: EntryId
      /** Null where a unit without an account asked. */
      readonly by: PersonId | null
      readonly untilMs: number
      readonly reason: string
    }
  | {
      readonly sort: 'deferral'
      readonly entryId: EntryId
      readonly by: PersonId
      readonly plan: CaseDeferralAsked
      readonly approvedBy: readonly DecidingOffice[]
    }

/** What the acts about a case say together. */
export interface Lifecycle {
  readonly stage: CaseStage
  readonly clock: CaseClock
  readonly filing: CaseFiled | null
  /** 待核实: who is to look whether it exists, and why; null where nobody is asked. */
  readonly verifying: {
    readonly unit: ScopeId
    readonly person: PersonId | null
    readonly reason: string
    readonly dueAtMs: number
  } | null
  /** What was last found on the spot before it was filed. */
  readonly verified: {
    readonly by: PersonId
    readonly atMs: number
    readonly exists: boolean
    readonly note: string
  } | null
  /** To whom it was dispatched; null before, and after a return. */
  readonly handler: { readonly unit: ScopeId; readonly person: PersonId | null } | null
  /** 外单位: a unit without an account that has it; null where none has. The office answers for it. */
  readonly outside: OutsideWork | null
  /** Everybody who has accepted or finished it since it was last opened: none of them checks it. */
  readonly handlers: readonly PersonId[]
  readonly handled: {
    readonly by: PersonId
    readonly atMs: number
    readonly measures: string
    readonly disposition: Disposition
    readonly docNo: string | null
  } | null
  readonly closedOnSite: {
    readonly disposition: Disposition
    readonly note: string
    readonly by: PersonId
    readonly atMs: number
  } | null
  readonly request: CaseRequest | null
  /** 缓办: while it lasts. */
  readonly deferral: CaseDeferralAsked | null
  readonly transfer: CaseTransferred | null
  readonly supervised: { readonly by: PersonId; readonly atMs: number; readonly reason: string } | null
  readonly mergedInto: SubjectId | null
  /** Why it last came back or was refused; '' where it never did. */
  readonly lastReason: string
  readonly returns: number
  readonly extensions: number
  /** 返工. */
  readonly reworks: number
  readonly reopenings: number
  /** `receivedAt` by the server: null while the closing is only on its device, and no 销号 number is given before it. */
  readonly closing: { readonly by: PersonId; readonly atMs: number; readonly receivedAt: string | null } | null
  readonly evaluation: CaseEvaluation | null
  readonly steps: readonly LifecycleStep[]
}

/** What of the case decides about acts besides the acts themselves. */
export interface LifecycleFacts {
  readonly caseId: SubjectId
  readonly scope: ScopeId
  /** A sign's case is closed by the survey that finds the hazard gone, and by no other check. */
  readonly isOfSign: boolean
  /** 紧急: never extended, never checked at the desk. */
  readonly isCritical: boolean
  /** A penalty step that two certified officers have recorded. */
  readonly hasPenalty: boolean
  /** The clock as the report sets it. */
  readonly clock: CaseClock
}

export const untouched = (clock: CaseClock): Lifecycle => ({
  stage: 'reported',
  clock,
  filing: null,
  verifying: null,
  verified: null,
  handler: null,
  outside: null,
  handlers: [],
  handled: null,
  closedOnSite: null,
  request: null,
  deferral: null,
  transfer: null,
  supervised: null,
  mergedInto: null,
  lastReason: '',
  returns: 0,
  extensions: 0,
  reworks: 0,
  reopenings: 0,
  closing: null,
  evaluation: null,
  steps: [],
})

/** By when the next thing is due: the look on the spot, the milestone of a deferral, otherwise the limit while the clock runs. */
export function nextDueMs({
  stage,
  verifying,
  deferral,
  clock,
}: Pick<Lifecycle, 'stage' | 'verifying' | 'deferral' | 'clock'>): number | null {
  if (stage === 'verifyPending' && verifying) return verifying.dueAtMs
  if (stage === 'deferred' && deferral) return Date.parse(deferral.until)
  return clock.state === 'running' ? clock.dueAtMs : null
}
