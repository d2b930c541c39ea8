import type { PersonId, ScopeId } from '../ids.ts'
import type { CaseStage } from './case-stage.ts'
import type { CaseState } from './case-state.ts'
import { nextDueMs, type Lifecycle, type LifecycleStep } from './lifecycle.ts'

/** Whose turn it is with a case that was dispatched. */
export interface CaseTask {
  readonly unit: ScopeId
  /** Null: anybody of the unit. */
  readonly person: PersonId | null
  /** Null where no clock runs. */
  readonly dueAtMs: number | null
}

/** From the dispatch until the handling unit has finished; after that it is the office's turn. */
const stagesOfUnit: readonly CaseStage[] = ['dispatched', 'handling', 'deferred']

/** Null where the case is nobody's task: not dispatched, finished, taken back, or found gone by a survey. */
export function taskOf({ state, life }: Pick<CaseState, 'state' | 'life'>): CaseTask | null {
  if (state !== life.stage) return null
  if (life.stage === 'verifyPending' && life.verifying) {
    const { unit, person, dueAtMs } = life.verifying
    return { unit, person, dueAtMs }
  }
  if (!stagesOfUnit.includes(life.stage) || !life.handler) return null
  return { ...life.handler, dueAtMs: nextDueMs(life) }
}

/** How a case came back to where it had been. */
export type SetbackSort = 'returned' | 'reworked' | 'extensionRefused' | 'deferralRefused' | 'sentBack' | 'reopened'

const sorts: Readonly<Record<string, SetbackSort>> = {
  'case.returned done': 'returned',
  'case.checked failed': 'reworked',
  'case.extensionDecided refused': 'extensionRefused',
  'case.deferralDecided refused': 'deferralRefused',
  'case.transferAnswered sentBack': 'sentBack',
  'case.reopened done': 'reopened',
}

const sortOf = ({ kind, outcome }: LifecycleStep): SetbackSort | undefined => sorts[`${kind} ${outcome}`]

/** What last went against it and why, for whoever has it now; null where nothing has. */
export function setbackOf({
  steps,
  lastReason,
}: Pick<Lifecycle, 'steps' | 'lastReason'>): { readonly sort: SetbackSort; readonly reason: string } | null {
  const sort = steps.flatMap((step) => sortOf(step) ?? []).at(-1)
  return sort && lastReason !== '' ? { sort, reason: lastReason } : null
}
