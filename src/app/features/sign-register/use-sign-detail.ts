import {
  computed,
  onMounted,
  onUnmounted,
  ref,
  shallowRef,
  watch,
  type ComputedRef,
  type Ref,
  type ShallowRef,
} from 'vue'
import type { SubjectId } from '../../../domain/ids.ts'
import { readEntries } from '../../../domain/journal/read-entry.ts'
import { foldSign } from '../../../domain/signage/fold-sign.ts'
import type { SignState } from '../../../domain/signage/sign-state.ts'
import type { SignDetailResponse } from '../../../protocol/office.ts'
import { useServices } from '../../composables/use-services.ts'

export interface SignDetail {
  readonly detail: ShallowRef<SignDetailResponse | null>
  /** Its records folded by the rule of the phone; null until they are here. */
  readonly sign: ComputedRef<SignState | null>
  readonly problem: Readonly<Ref<unknown>>
}

/** The sign that the page stands on as the server has it, read again with every news. */
export function useSignDetail(signId: () => SubjectId): SignDetail {
  const { office } = useServices()
  const detail = shallowRef<SignDetailResponse | null>(null)
  const problem = ref<unknown>(null)

  async function load(): Promise<void> {
    const asked = signId()
    try {
      const answer = await office.sign(asked)
      if (asked !== signId()) return
      detail.value = answer
      problem.value = null
    } catch (failure) {
      problem.value = failure
    }
  }

  let stop: (() => void) | undefined
  onMounted(() => {
    stop = office.onNews(() => void load())
  })
  onUnmounted(() => stop?.())
  watch(
    signId,
    () => {
      detail.value = null
      void load()
    },
    { immediate: true },
  )
  const sign = computed(() => (detail.value ? foldSign(signId(), readEntries(detail.value.history)) : null))
  return { detail, sign, problem }
}
