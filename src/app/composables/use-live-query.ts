import { liveQuery } from 'dexie'
import { onScopeDispose, ReactiveEffect, shallowRef, type Ref } from 'vue'
import { useServices } from './use-services.ts'

/** A connection that iOS has ended comes back with the next opening. */
const retryAfterMs = 1_000
/** The first failure is most often such a connection; a second one in a row is told. */
const toldFromFailure = 2

/**
 * The result of a database query, read again whenever what it read has changed.
 *
 * Reactive values that `query` reads before its first await start it again as well; results of the query before are dropped. A
 * failing query keeps the last result on the screen and is tried again.
 */
export function useLiveQuery<T>(query: () => Promise<T>, initial: T): Readonly<Ref<T>> {
  const { firstLooks, problems } = useServices()
  const result = shallowRef<T>(initial)
  let failures = 0
  let ended = false
  let subscription: { unsubscribe(): void } | undefined
  let retry: ReturnType<typeof setTimeout> | undefined
  const looked = firstLooks.begin()

  // Dexie calls the querier in a task of its own, where no effect of Vue is running: this one sees which refs are read.
  const tracked = new ReactiveEffect(query)
  tracked.scheduler = restart

  function onFailure(failure: unknown): void {
    looked()
    if (ended) return
    failures += 1
    if (failures >= toldFromFailure) problems.tell(failure)
    clearTimeout(retry)
    retry = setTimeout(restart, retryAfterMs)
  }

  /**
   * A native async function: in any other Dexie loses sight of what is read after the first await.
   *
   * It catches by itself: Dexie tells nobody of a closed database, and looks no further after a first failure.
   */
  async function readTracked(): Promise<T> {
    try {
      return await tracked.run()
    } catch (failure) {
      onFailure(failure)
      throw failure
    }
  }

  function restart(): void {
    clearTimeout(retry)
    subscription?.unsubscribe()
    subscription = liveQuery(readTracked).subscribe({
      next: (value) => {
        failures = 0
        clearTimeout(retry)
        result.value = value
        looked()
      },
      error: () => undefined,
    })
  }

  restart()
  onScopeDispose(() => {
    ended = true
    looked()
    tracked.stop()
    clearTimeout(retry)
    subscription?.unsubscribe()
  })
  return result
}
