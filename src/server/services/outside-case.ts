import type { CaseState } from '../../domain/casework/case-state.ts'
import { foldCase } from '../../domain/casework/fold-case.ts'
import type { OutsideWork } from '../../domain/casework/outside-work.ts'
import { mayFollow } from '../../domain/casework/transitions.ts'
import type { SubjectId } from '../../domain/ids.ts'
import type { Tx } from '../store/store.ts'
import { entriesAbout } from './entries-about.ts'

/** A case while a unit without an account has it. */
export interface OutsideCase {
  readonly value: CaseState
  readonly work: OutsideWork
}

/** Null where no such unit has it, or has nothing left to say about it. */
export async function findOutsideCase(db: Tx, caseId: SubjectId): Promise<OutsideCase | null> {
  const value = foldCase(caseId, (await entriesAbout(db, [caseId])).get(caseId) ?? [])
  const work = value?.life.outside
  if (!value || !work || value.state !== value.life.stage) return null
  return mayFollow(value.life.stage, 'case.unitAnswered') ? { value, work } : null
}
