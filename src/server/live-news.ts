import type { ScopeId } from '../domain/ids.ts'

/** Tells open screens that something changed; in this process only, after COMMIT. Losing every call loses nothing. */
export interface LiveNews {
  publish(scopes: Iterable<ScopeId>): void
  subscribe(listener: (scopes: ReadonlySet<ScopeId>) => void): () => void
}

export function createLiveNews(): LiveNews {
  const listeners = new Set<(scopes: ReadonlySet<ScopeId>) => void>()
  return {
    publish: (scopes) => {
      const changed = new Set(scopes)
      if (changed.size > 0) for (const listener of listeners) listener(changed)
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
