import { onMounted, onUnmounted, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { useServices } from './use-services.ts'

const pageRows = 50

/** Which page a list is asked for. */
export interface PageWanted {
  readonly limit: number
  readonly cursor?: string
}

/** One page of a list, and where the next one begins. */
export interface PageOf<Row> {
  readonly rows: readonly Row[]
  readonly next: string | null
}

export interface PagedRows<Row> {
  readonly rows: ShallowRef<readonly Row[]>
  readonly hasMore: Readonly<Ref<boolean>>
  /** A person waits for an answer; what is read because of news keeps nobody waiting. */
  readonly loading: Readonly<Ref<boolean>>
  readonly problem: Readonly<Ref<unknown>>
  /** The first page again; what is seen stays until it comes. */
  reload(): Promise<void>
  /** Another list: what is seen goes at once. */
  startOver(): Promise<void>
  more(): Promise<void>
}

/**
 * A list of the server, a page at a time; news from the server reads the first page again.
 *
 * The last that was asked for counts: an older answer may come after it, and `isCurrent` tells so to what else `ask` writes down.
 */
export function usePagedRows<Row>(
  ask: (page: PageWanted, isCurrent: () => boolean) => Promise<PageOf<Row>>,
): PagedRows<Row> {
  const { office } = useServices()
  const rows = shallowRef<readonly Row[]>([])
  const next = ref<string | null>(null)
  const hasMore = ref(false)
  const loading = ref(true)
  const problem = ref<unknown>(null)
  let asked = 0

  async function read(cursor: string | null): Promise<void> {
    const ticket = (asked += 1)
    const isCurrent = (): boolean => ticket === asked
    try {
      const answer = await ask({ limit: pageRows, ...(cursor ? { cursor } : {}) }, isCurrent)
      if (!isCurrent()) return
      rows.value = cursor ? [...rows.value, ...answer.rows] : answer.rows
      next.value = answer.next
      hasMore.value = answer.next !== null
      problem.value = null
    } catch (failure) {
      if (isCurrent()) problem.value = failure
    } finally {
      if (isCurrent()) loading.value = false
    }
  }

  function readWaitedFor(cursor: string | null): Promise<void> {
    loading.value = true
    return read(cursor)
  }

  function startOver(): Promise<void> {
    rows.value = []
    hasMore.value = false
    return readWaitedFor(null)
  }

  let stop: (() => void) | undefined
  onMounted(() => {
    void readWaitedFor(null)
    // Only the first page is read again: somebody who has paged down is reading, and keeps their place.
    stop = office.onNews(() => (rows.value.length <= pageRows ? void read(null) : undefined))
  })
  onUnmounted(() => stop?.())

  return {
    rows,
    hasMore,
    loading,
    problem,
    reload: () => readWaitedFor(null),
    startOver,
    more: () => readWaitedFor(next.value),
  }
}
