import { ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { CaseRow, InboxResponse } from '../../../protocol/office.ts'
import { usePagedRows, type PagedRows } from '../../composables/use-paged-rows.ts'
import { useServices } from '../../composables/use-services.ts'
import { queryOf, type InboxSort } from './bulk-acts.ts'

export interface Inbox extends PagedRows<CaseRow> {
  readonly counts: ShallowRef<InboxResponse['counts']>
  readonly sort: Ref<InboxSort | null>
}

/** The sort that a person begins with: the first in which something waits. */
const firstWaiting = (counts: InboxResponse['counts']): InboxSort | null =>
  (counts.find(({ count }) => count > 0) ?? counts[0])?.sort ?? null

/** 待办 as server queries: the counts, and the cases of the sort that is looked at; news reads both again. */
export function useInbox(): Inbox {
  const { office } = useServices()
  const counts = shallowRef<InboxResponse['counts']>([])
  const sort = ref<InboxSort | null>(null)

  const paged = usePagedRows<CaseRow>(async (page, isCurrent) => {
    const inbox = await office.inbox()
    if (isCurrent()) {
      counts.value = inbox.counts
      sort.value ??= firstWaiting(inbox.counts)
    }
    if (!isCurrent() || !sort.value) return { rows: [], next: null }
    return office.cases({ order: 'actBy', ...page, ...queryOf(sort.value) })
  })
  watch(sort, (_chosen, before) => {
    // The first choice is made by the reading itself.
    if (before !== null) void paged.startOver()
  })
  return { ...paged, counts, sort }
}
