import { computed, onMounted, onUnmounted, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { CaseState } from '../../../domain/casework/case-state.ts'
import { foldCase } from '../../../domain/casework/fold-case.ts'
import { isLead } from '../../../domain/casework/lead.ts'
import { possibleActs } from '../../../domain/casework/possible-acts.ts'
import type { CaseActKind } from '../../../domain/casework/transitions.ts'
import type { SubjectId } from '../../../domain/ids.ts'
import { readEntries } from '../../../domain/journal/read-entry.ts'
import type { CaseDetailResponse } from '../../../protocol/office.ts'
import { useServices } from '../../composables/use-services.ts'
import { useWorker } from '../../composables/use-worker.ts'

export interface CaseDesk {
  readonly detail: ShallowRef<CaseDetailResponse | null>
  /** Its records folded by the rule of the phone; null until they are here. */
  readonly value: ComputedRef<CaseState | null>
  /** 线索: an 协管员's word, and no officer has been there. */
  readonly isLead: ComputedRef<boolean>
  /** What the signed-in person may do to it now. */
  readonly acts: ComputedRef<readonly CaseActKind[]>
  readonly problem: Readonly<Ref<unknown>>
  reload(): Promise<void>
}

/** One case as the server has it, read again with every news. */
export function useCaseDesk(caseId: SubjectId): CaseDesk {
  const { office } = useServices()
  const worker = useWorker()
  const detail = shallowRef<CaseDetailResponse | null>(null)
  const problem = ref<unknown>(null)

  async function reload(): Promise<void> {
    try {
      detail.value = await office.caseDetail(caseId)
      problem.value = null
    } catch (failure) {
      problem.value = failure
    }
  }

  let stop: (() => void) | undefined
  onMounted(() => {
    void reload()
    stop = office.onNews(() => void reload())
  })
  onUnmounted(() => stop?.())
  const entries = computed(() => (detail.value ? readEntries(detail.value.history) : []))
  const value = computed(() => (detail.value ? foldCase(caseId, entries.value) : null))
  return {
    detail,
    value,
    isLead: computed(() => value.value !== null && isLead(value.value, entries.value)),
    acts: computed(() => (value.value ? possibleActs(value.value, worker) : [])),
    problem,
    reload,
  }
}
