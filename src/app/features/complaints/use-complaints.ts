import { onMounted, onUnmounted, ref, shallowRef, watch } from 'vue'
import type { ComplaintStage } from '../../../domain/complaint/fold-complaints.ts'
import type { ComplaintListResponse, ComplaintRow } from '../../../protocol/complaints.ts'
import { useServices } from '../../composables/use-services.ts'

const pageRows = 50

/** 投诉 as server queries: the stage that is looked at, a page at a time; news reads the first page again. */
export function useComplaints() {
  const { office } = useServices()
  const stage = ref<ComplaintStage>('toAnswer')
  const rows = shallowRef<readonly ComplaintRow[]>([])
  const counts = shallowRef<ComplaintListResponse['counts']>([])
  const next = ref<string | null>(null)
  const loading = ref(true)
  const problem = ref<unknown>(null)
  let asked = 0

  async function read(cursor: string | null): Promise<void> {
    const ticket = (asked += 1)
    try {
      const answer = await office.complaints({ stage: stage.value, limit: pageRows, ...(cursor ? { cursor } : {}) })
      if (ticket !== asked) return
      rows.value = cursor ? [...rows.value, ...answer.rows] : answer.rows
      counts.value = answer.counts
      next.value = answer.next
      problem.value = null
    } catch (failure) {
      if (ticket === asked) problem.value = failure
    } finally {
      if (ticket === asked) loading.value = false
    }
  }

  const reload = (): Promise<void> => read(null)
  let stop: (() => void) | undefined
  onMounted(() => {
    void reload()
    stop = office.onNews(() => (rows.value.length <= pageRows ? void reload() : undefined))
  })
  onUnmounted(() => stop?.())
  watch(stage, () => {
    rows.value = []
    loading.value = true
    void reload()
  })
  return { stage, rows, counts, next, loading, problem, reload, more: () => read(next.value) }
}
