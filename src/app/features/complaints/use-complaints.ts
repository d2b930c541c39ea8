import { ref, shallowRef, watch } from 'vue'
import type { ComplaintStage } from '../../../domain/complaint/fold-complaints.ts'
import type { ComplaintListResponse, ComplaintRow } from '../../../protocol/complaints.ts'
import { usePagedRows } from '../../composables/use-paged-rows.ts'
import { useServices } from '../../composables/use-services.ts'

/** 投诉 as server queries: the stage that is looked at, a page at a time. */
export function useComplaints() {
  const { office } = useServices()
  const stage = ref<ComplaintStage>('toAnswer')
  const counts = shallowRef<ComplaintListResponse['counts']>([])
  const paged = usePagedRows<ComplaintRow>(async (page, isCurrent) => {
    const answer = await office.complaints({ stage: stage.value, ...page })
    if (isCurrent()) counts.value = answer.counts
    return answer
  })
  watch(stage, () => void paged.startOver())
  return { ...paged, stage, counts }
}
