import { Dexie, type DexieOptions } from 'dexie'

/**
 * How a database is opened that holds what nobody else has, in `engine` where a test brings its own.
 *
 * No query cache: it would show records before they are committed. Strict durability: a resolved write survives a power cut.
 */
export function strictOptions(engine: Pick<DexieOptions, 'indexedDB' | 'IDBKeyRange'>): DexieOptions {
  // On a loopback address Dexie turns this on by itself, and takes a stack for each transaction: the first one makes the
  // engine read the whole bundle a second time.
  Dexie.debug = false
  return { cache: 'disabled', chromeTransactionDurability: 'strict', ...engine }
}
