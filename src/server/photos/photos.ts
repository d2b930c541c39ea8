import type { DerivativeCache } from './derivative-cache.ts'
import type { PartStore } from './part-store.ts'

/** What keeps the bytes of parts, and what is drawn of them. */
export interface Photos {
  readonly partStore: PartStore
  readonly derivatives: DerivativeCache
}
