import { liveQuery } from 'dexie'
import { onScopeDispose, shallowRef, watchEffect, type Ref } from 'vue'

/**
 * The result of a database query, read again whenever what it read has changed.
 *
 * Reactive values that `query` reads before its first await start it again as well. A failing query keeps the last result: the
 * screen goes on showing what it has, and the next change tries again.
 */
export function useLiveQuery<T>(query: () => Promise<T>, initial: T): Readonly<Ref<T>> {
  const result = shallowRef<T>(initial)
  let end: (() => void) | undefined
  const stop = watchEffect(() => {
    end?.()
    // Dexie calls the querier at once and in this very effect, so Vue sees which refs it reads.
    const subscription = liveQuery(query).subscribe({
      next: (value) => (result.value = value),
      error: () => undefined,
    })
    end = () => subscription.unsubscribe()
  })
  onScopeDispose(() => {
    stop()
    end?.()
  })
  return result
}
