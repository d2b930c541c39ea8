import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import type { KeyValues } from '../../src/device/account/account-memory.ts'
import type { Clock } from '../../src/lib/clock.ts'
import type { StorageRoom } from './phone-storage-faults.ts'

/** The phone itself: what outlives every run of the app, whoever works with it. */
export interface Handset {
  readonly clock: Clock
  readonly cookies: Map<string, string>
  /** localStorage. */
  readonly memory: KeyValues & { all(): Iterable<readonly [name: string, value: string]> }
  readonly room: StorageRoom
  engine(): { readonly indexedDB: IDBFactory; readonly IDBKeyRange: typeof IDBKeyRange }
  /** Number of the person who holds it. */
  holder: string | null
  /** A person sets the clock, or a network does. */
  setClock(skewMs: number): void
  /** It is switched off and on: the monotonic clock begins anew. */
  reboot(): void
  /** The browser throws the databases away; `alsoMemory`: with everything else of the site, as "clear site data" does. */
  throwAway(alsoMemory: boolean): void
}

export function createHandset(wallClock: Clock, firstSkewMs: number): Handset {
  let skewMs = firstSkewMs
  let bootedAtMs = 0
  let indexedDB = new IDBFactory()
  const cookies = new Map<string, string>()
  const values = new Map<string, string>()
  return {
    clock: { now: () => wallClock.now() + skewMs, monotonicMs: () => wallClock.monotonicMs() - bootedAtMs },
    cookies,
    memory: {
      getItem: (key) => values.get(key) ?? null,
      setItem: (key, value) => void values.set(key, value),
      removeItem: (key) => void values.delete(key),
      all: () => values,
    },
    room: { writesLeft: Infinity },
    engine: () => ({ indexedDB, IDBKeyRange }),
    holder: null,
    setClock: (next) => (skewMs = next),
    reboot: () => (bootedAtMs = wallClock.monotonicMs()),
    throwAway: (alsoMemory) => {
      indexedDB = new IDBFactory()
      if (!alsoMemory) return
      values.clear()
      cookies.clear()
    },
  }
}
