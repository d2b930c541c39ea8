import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import type { StorageEngine } from './phone-storage.ts'

/** The storage of one browser profile that nothing else shares: each test has its own. */
export const createEngine = (): StorageEngine => ({
  indexedDB: new IDBFactory(),
  IDBKeyRange,
  crypto: globalThis.crypto,
})
