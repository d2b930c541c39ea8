import { readdirSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'

/** Leaves the last write of a Chromium profile half done, as a kill in the middle of it does. */
export function tearLastWrite(profileDir: string): void {
  const indexedDb = join(profileDir, 'Default', 'IndexedDB')
  const [database] = readdirSync(indexedDb).filter((name) => name.endsWith('.leveldb'))
  const folder = join(indexedDb, database ?? '')
  const logs = readdirSync(folder).filter((name) => name.endsWith('.log'))
  const log = join(folder, logs.toSorted().at(-1) ?? '')
  truncateSync(log, statSync(log).size - 100)
}
