import { computed, onMounted, onUnmounted, reactive, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { localTimeToMs } from '../../../domain/duty/local-day.ts'
import type { CaseRow } from '../../../protocol/office.ts'
import type { CaseFilter } from '../../office-api.ts'
import { usePerson } from '../../composables/use-person.ts'
import { useServices } from '../../composables/use-services.ts'

const pageRows = 50

export interface LedgerFilter {
  state: string
  category: string
  school: string
  person: string
  /** Local dates, both included. */
  from: string
  to: string
  only: '' | 'overdue' | 'supervised'
  /** '': the newest first. */
  order: '' | 'actBy'
}

export const noFilter = (): LedgerFilter => ({
  state: '',
  category: '',
  school: '',
  person: '',
  from: '',
  to: '',
  only: '',
  order: '',
})

export interface Ledger {
  readonly filter: LedgerFilter
  readonly query: Readonly<Ref<Omit<CaseFilter, 'cursor' | 'limit'>>>
  readonly rows: ShallowRef<readonly CaseRow[]>
  readonly total: Readonly<Ref<number>>
  readonly hasMore: Readonly<Ref<boolean>>
  readonly loading: Readonly<Ref<boolean>>
  readonly problem: Readonly<Ref<unknown>>
  reload(): Promise<void>
  more(): Promise<void>
}

/** 台账 as a server query, a page at a time; news from the server reads the first page again. */
export function useLedger(): Ledger {
  const { office } = useServices()
  const { session } = usePerson()
  const filter = reactive(noFilter())
  const rows = shallowRef<readonly CaseRow[]>([])
  const total = ref(0)
  const next = ref<string | null>(null)
  const hasMore = ref(false)
  const loading = ref(false)
  const problem = ref<unknown>(null)
  let asked = 0

  const dayStart = (date: string): string => new Date(localTimeToMs(date, '00:00', session.timeZone)).toISOString()
  const dayEnd = (date: string): string =>
    new Date(localTimeToMs(date, '23:59', session.timeZone) + 59_999).toISOString()

  /** What the filter asks the server for, whichever page. */
  const query = computed<Omit<CaseFilter, 'cursor' | 'limit'>>(() => ({
    ...(filter.state ? { state: filter.state } : {}),
    ...(filter.category ? { category: filter.category } : {}),
    ...(filter.school ? { school: filter.school } : {}),
    ...(filter.person ? { person: filter.person } : {}),
    ...(filter.from ? { from: dayStart(filter.from) } : {}),
    ...(filter.to ? { to: dayEnd(filter.to) } : {}),
    ...(filter.only ? { [filter.only]: 'yes' as const } : {}),
  }))
  const order = computed(() => (filter.order ? { order: filter.order } : {}))

  async function read(cursor: string | null): Promise<void> {
    const ticket = (asked += 1)
    loading.value = true
    try {
      const answer = await office.cases({
        ...query.value,
        ...order.value,
        limit: pageRows,
        ...(cursor ? { cursor } : {}),
      })
      if (ticket !== asked) return
      rows.value = cursor ? [...rows.value, ...answer.rows] : answer.rows
      next.value = answer.next
      hasMore.value = answer.next !== null
      total.value = answer.total
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
    // Only the first page is read again: somebody who has paged down is reading, and keeps their place.
    stop = office.onNews(() => (rows.value.length <= pageRows ? void reload() : undefined))
  })
  onUnmounted(() => stop?.())
  watch(filter, () => void reload())

  return { filter, query, rows, total, hasMore, loading, problem, reload, more: () => read(next.value) }
}
