import type { Repeat } from './repeat.ts'
import { rebuildRows } from './services/rebuild-rows.ts'
import type { Store } from './store/store.ts'

const everyMs = 60 * 60 * 1000

export interface KeepRowsFoldedOptions {
  readonly store: Pick<Store, 'query' | 'write'>
  readonly repeat: Repeat
  onFailure(failure: unknown): void
}

/**
 * Makes what other builds have folded anew at the start, and once an hour what an older one has folded since: while servers are
 * replaced one by one, the old ones go on writing their lines. The returned function ends it.
 */
export function keepRowsFolded({ store, repeat, onFailure }: KeepRowsFoldedOptions): () => void {
  const stopping = new AbortController()
  let running = rebuildRows(store, 'otherBuild', stopping.signal).catch(onFailure)
  const end = repeat(everyMs, () => {
    running = running.then(() => rebuildRows(store, 'olderBuild', stopping.signal)).catch(onFailure)
  })
  return () => {
    stopping.abort()
    end()
  }
}
