import type { Fix } from '../../domain/place/point.ts'

export type LocatorState =
  | { readonly state: 'off' }
  | { readonly state: 'searching'; readonly best: Fix | null }
  | { readonly state: 'fixed'; readonly best: Fix }
  | { readonly state: 'failed'; readonly reason: 'denied' | 'unavailable' | 'timeout'; readonly best: Fix | null }

/** Watches the position while a form or a shift is open, keeps the best by accuracy of the last 60 s. Never blocks saving. */
export interface Locator {
  /** Starts watching; the returned function ends it. Watching is shared by all callers. */
  watch(listener: (state: LocatorState) => void): () => void
  current(): LocatorState
}
