import { computed, type ComputedRef, type Ref } from 'vue'
import type { CaseRow } from '../../../device/database/rows.ts'
import type { CaseState } from '../../../domain/casework/case-state.ts'
import { possibleActs } from '../../../domain/casework/possible-acts.ts'
import type { CaseActKind } from '../../../domain/casework/transitions.ts'
import type { SubjectId } from '../../../domain/ids.ts'
import { useLiveQuery } from '../../composables/use-live-query.ts'
import { usePerson } from '../../composables/use-person.ts'
import { useWorker } from '../../composables/use-worker.ts'

export interface Task {
  /** Undefined where this phone has no such case; null until it has been looked for. */
  readonly row: Readonly<Ref<CaseRow | undefined | null>>
  readonly value: ComputedRef<CaseState | undefined>
  /** What the signed-in person may do to it now. */
  readonly acts: ComputedRef<readonly CaseActKind[]>
}

/** One case as a task, followed as it changes. */
export function useTask(caseId: SubjectId): Task {
  const { database } = usePerson()
  const worker = useWorker()
  const row = useLiveQuery<CaseRow | undefined | null>(() => database.cases.get(caseId), null)
  const value = computed(() => row.value?.value)
  return { row, value, acts: computed(() => (value.value ? possibleActs(value.value, worker) : [])) }
}
