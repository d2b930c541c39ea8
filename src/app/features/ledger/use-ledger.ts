import { computed, reactive, ref, watch, type Ref } from 'vue'
import { localTimeToMs } from '../../../domain/duty/local-day.ts'
import type { CaseRow } from '../../../protocol/office.ts'
import type { CaseFilter } from '../../office-api.ts'
import { usePagedRows, type PagedRows } from '../../composables/use-paged-rows.ts'
import { usePerson } from '../../composables/use-person.ts'
import { useServices } from '../../composables/use-services.ts'

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

export interface Ledger extends PagedRows<CaseRow> {
  readonly filter: LedgerFilter
  readonly query: Readonly<Ref<Omit<CaseFilter, 'cursor' | 'limit'>>>
  readonly total: Readonly<Ref<number>>
}

/** 台账 as a server query, a page at a time. */
export function useLedger(): Ledger {
  const { office } = useServices()
  const { session } = usePerson()
  const filter = reactive(noFilter())
  const total = ref(0)

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

  const paged = usePagedRows<CaseRow>(async (page, isCurrent) => {
    const answer = await office.cases({ ...query.value, ...order.value, ...page })
    if (isCurrent()) total.value = answer.total
    return answer
  })
  watch(filter, () => void paged.reload())

  return { ...paged, filter, query, total }
}
