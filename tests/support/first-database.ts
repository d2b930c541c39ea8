import { databaseNameOf } from '../../src/device/database/database.ts'
import type { PersonId } from '../../src/domain/ids.ts'
import type { StorageEngine } from './phone-storage.ts'

/** Key path and indexes of each table of the first released database, as the engine was told them. */
const firstTables: Readonly<Record<string, readonly (string | readonly string[])[]>> = {
  assignments: ['key', ['collection', 'sortKey'], 'scope'],
  cases: ['id', ['state', 'atMs'], ['scope', 'atMs'], ['reporter', 'atMs'], 'owedPhotos'],
  cursors: ['scope'],
  drafts: ['id', 'updatedAtMs'],
  facts: ['name'],
  journal: ['id', '*subjects', ['sendState', 'nextAttemptAtMs'], ['author', 'atMs'], ['scope', 'rev']],
  partBytes: ['partId'],
  parts: ['partId', 'entryId', 'draftId', ['sendState', 'nextAttemptAtMs']],
  shifts: ['id', 'date'],
  thumbnails: ['partId'],
}

export const firstTableNames: readonly string[] = Object.keys(firstTables)

/** Dexie multiplies its versions by ten. */
const firstEngineVersion = 10

const nameOf = (index: string | readonly string[]): string =>
  typeof index === 'string' ? index.replace('*', '') : `[${index.join('+')}]`
const pathOf = (index: string | readonly string[]): string | string[] =>
  typeof index === 'string' ? index.replace('*', '') : [...index]

function makeTables(db: IDBDatabase): void {
  for (const [table, [key, ...indexes]] of Object.entries(firstTables)) {
    const store = db.createObjectStore(table, { keyPath: String(key) })
    for (const index of indexes)
      store.createIndex(nameOf(index), pathOf(index), { multiEntry: String(index).startsWith('*') })
  }
}

/** Makes a person's database as the first release did, with these rows, by the engine's own calls alone. */
export function makeFirstDatabase(
  { indexedDB }: StorageEngine,
  personId: PersonId,
  rows: Readonly<Record<string, readonly object[]>>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(databaseNameOf(personId), firstEngineVersion)
    opening.onerror = () => reject(opening.error)
    opening.onupgradeneeded = () => makeTables(opening.result)
    opening.onsuccess = () => {
      const db = opening.result
      const writing = db.transaction(Object.keys(rows), 'readwrite')
      for (const [table, items] of Object.entries(rows)) for (const item of items) writing.objectStore(table).put(item)
      writing.oncomplete = () => {
        db.close()
        resolve()
      }
      writing.onerror = () => reject(writing.error)
    }
  })
}
