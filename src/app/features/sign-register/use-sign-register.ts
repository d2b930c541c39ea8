import { onMounted, onUnmounted, reactive, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { SignProgressResponse, SignRow } from '../../../protocol/office.ts'
import type { SignFilter } from '../../office-api.ts'
import { useServices } from '../../composables/use-services.ts'
import { filterQuery, noFilter, type RegisterFilter } from './register-filter.ts'

const pageRows = 50

export interface SignRegister {
  readonly filter: RegisterFilter
  readonly rows: ShallowRef<readonly SignRow[]>
  readonly progress: ShallowRef<SignProgressResponse | null>
  readonly total: Readonly<Ref<number>>
  readonly hasMore: Readonly<Ref<boolean>>
  readonly loading: Readonly<Ref<boolean>>
  readonly problem: Readonly<Ref<unknown>>
  more(): Promise<void>
}

const toWire = (filter: RegisterFilter, cursor: string | null): SignFilter => ({
  limit: pageRows,
  ...filterQuery(filter),
  ...(cursor ? { cursor } : {}),
})

/** 招牌 as a server query, a page at a time; news from the server reads the first page again. */
export function useSignRegister(): SignRegister {
  const { office } = useServices()
  const filter = reactive(noFilter())
  const rows = shallowRef<readonly SignRow[]>([])
  const progress = shallowRef<SignProgressResponse | null>(null)
  const total = ref(0)
  const next = ref<string | null>(null)
  const hasMore = ref(false)
  const loading = ref(false)
  const problem = ref<unknown>(null)
  let asked = 0

  async function read(cursor: string | null): Promise<void> {
    const ticket = (asked += 1)
    loading.value = true
    try {
      const [answer, counts] = await Promise.all([office.signs(toWire(filter, cursor)), office.signProgress()])
      if (ticket !== asked) return
      rows.value = cursor ? [...rows.value, ...answer.rows] : answer.rows
      next.value = answer.next
      hasMore.value = answer.next !== null
      total.value = answer.total
      progress.value = counts
      problem.value = null
    } catch (failure) {
      if (ticket === asked) problem.value = failure
    } finally {
      if (ticket === asked) loading.value = false
    }
  }

  let stop: (() => void) | undefined
  onMounted(() => {
    void read(null)
    // Only the first page is read again: somebody who has paged down is reading, and keeps their place.
    stop = office.onNews(() => (rows.value.length <= pageRows ? void read(null) : undefined))
  })
  onUnmounted(() => stop?.())
  watch(filter, () => void read(null))

  return { filter, rows, progress, total, hasMore, loading, problem, more: () => read(next.value) }
}
