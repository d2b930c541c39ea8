import { reactive, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { SignProgressResponse, SignRow } from '../../../protocol/office.ts'
import { usePagedRows, type PagedRows } from '../../composables/use-paged-rows.ts'
import { useServices } from '../../composables/use-services.ts'
import { filterQuery, noFilter, type RegisterFilter } from './register-filter.ts'

export interface SignRegister extends PagedRows<SignRow> {
  readonly filter: RegisterFilter
  readonly progress: ShallowRef<SignProgressResponse | null>
  readonly total: Readonly<Ref<number>>
}

/** 招牌 as a server query, a page at a time. */
export function useSignRegister(): SignRegister {
  const { office } = useServices()
  const filter = reactive(noFilter())
  const progress = shallowRef<SignProgressResponse | null>(null)
  const total = ref(0)
  const paged = usePagedRows<SignRow>(async (page, isCurrent) => {
    const wanted = { ...page, ...filterQuery(filter) }
    const [answer, counts] = await Promise.all([office.signs(wanted), office.signProgress()])
    if (isCurrent()) {
      total.value = answer.total
      progress.value = counts
    }
    return answer
  })
  watch(filter, () => void paged.reload())

  return { ...paged, filter, progress, total }
}
