import type { CaseState } from '../../../domain/casework/case-state.ts'
import type { Worker } from '../../../domain/casework/possible-acts.ts'
import type { EntryId, ScopeId, SubjectId } from '../../../domain/ids.ts'
import { homeScope } from '../../../domain/people/home-scope.ts'

/** What every act on a task says besides its own content. */
export interface TaskEntryBase {
  readonly scope: ScopeId
  readonly subjects: readonly SubjectId[]
  readonly after: readonly EntryId[]
}

/** It rests on the last act that counted. */
export const taskEntryBase = (task: CaseState): TaskEntryBase => ({
  scope: task.scope,
  subjects: [task.caseId],
  after: [task.life.steps.at(-1)?.entryId ?? task.reportedBy],
})

/** For which unit she acts: the one that has the case, or is to look whether it exists; her own where that has been overtaken. */
export function actingUnit({ life }: CaseState, { scopes }: Worker): ScopeId {
  const unit = (life.verifying ?? life.handler)?.unit
  return unit && scopes.includes(unit) ? unit : homeScope(scopes.map((scope) => ({ scope })))
}
