import { onMounted, onUnmounted, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { CaseRow, InboxResponse } from '../../../protocol/office.ts'
import { useServices } from '../../composables/use-services.ts'
import { queryOf, type InboxSort } from './bulk-acts.ts'

const pageRows = 50

export interface Inbox {
  readonly counts: ShallowRef<InboxResponse['counts']>
  readonly sort: Ref<InboxSort | null>
  readonly rows: ShallowRef<readonly CaseRow[]>
  readonly hasMore: Readonly<Ref<boolean>>
  readonly loading: Readonly<Ref<boolean>>
  readonly problem: Readonly<Ref<unknown>>
  reload(): Promise<void>
  more(): Promise<void>
}

/** The sort that a person begins with: the first in which something waits. */
const firstWaiting = (counts: InboxResponse['counts']): InboxSort | null =>
  (counts.find(({ count }) => count > 0) ?? counts[0])?.sort ?? null

/** 待办 as server queries: the counts, and the cases of the sort that is looked at; news reads both again. */
export function useInbox(): Inbox {
  const { office } = useServices()
  const counts = shallowRef<InboxResponse['counts']>([])
  const sort = ref<InboxSort | null>(null)
  const rows = shallowRef<readonly CaseRow[]>([])
  const next = ref<string | null>(null)
  const hasMore = ref(false)
  const loading = ref(true)
  const problem = ref<unknown>(null)
  let asked = 0

  async function read(cursor: string | null): Promise<void> {
    const ticket = (asked += 1)
    try {
      const inbox = await office.inbox()
      if (ticket !== asked) return
      counts.value = inbox.counts
      sort.value ??= firstWaiting(inbox.counts)
      if (!sort.value) return
      const page = { order: 'actBy', limit: pageRows, ...(cursor ? { cursor } : {}) } as const
      const answer = await office.cases({ ...page, ...queryOf(sort.value) })
      if (ticket !== asked) return
      rows.value = cursor ? [...rows.value, ...answer.rows] : answer.rows
      next.value = answer.next
      hasMore.value = answer.next !== null
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
  watch(sort, (_chosen, before) => {
    // The first choice is made by the reading itself.
    if (before === null) return
    rows.value = []
    loading.value = true
    void reload()
  })
  return { counts, sort, rows, hasMore, loading, problem, reload, more: () => read(next.value) }
}
