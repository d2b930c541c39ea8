import type { DeviceId, ScopeId } from '../domain/ids.ts'

/** Tells open screens that something changed; in this process only, after COMMIT. Losing every call loses nothing. */
export interface LiveNews {
  /** `by` is the device that brought the news, where one did. */
  publish(scopes: Iterable<ScopeId>, by?: DeviceId): void
  subscribe(listener: NewsListener): () => void
}

export type NewsListener = (scopes: ReadonlySet<ScopeId>, by: DeviceId | undefined) => void

export function createLiveNews(): LiveNews {
  const listeners = new Set<NewsListener>()
  return {
    publish: (scopes, by) => {
      const changed = new Set(scopes)
      if (changed.size > 0) for (const listener of listeners) listener(changed, by)
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
