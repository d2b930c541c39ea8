import type { Page } from '@playwright/test'

/** What a table of the phone's database holds, read by a connection of its own. */
export function readPhoneTable(page: Page, personId: string, table: string): Promise<readonly unknown[]> {
  return page.evaluate(
    ([name, store]) =>
      new Promise<unknown[]>((resolve, reject) => {
        const opening = indexedDB.open(name!)
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const reading = opening.result.transaction(store!).objectStore(store!).getAll()
          reading.onsuccess = () => {
            opening.result.close()
            resolve(reading.result)
          }
        }
      }),
    [`xunhu-${personId}`, table],
  )
}

/** Kinds of the records that the phone holds of this author since then; by the index, for a table may hold thousands. */
export function readKindsBy(page: Page, personId: string, author: string, sinceMs: number): Promise<readonly string[]> {
  return page.evaluate(
    ([name, by, from]) =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open(name)
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const index = opening.result.transaction('journal').objectStore('journal').index('[author+atMs]')
          const reading = index.getAll(IDBKeyRange.bound([by, from], [by, Number.MAX_SAFE_INTEGER]))
          reading.onsuccess = () => {
            opening.result.close()
            resolve((reading.result as { kind: string }[]).map(({ kind }) => kind))
          }
        }
      }),
    [`xunhu-${personId}`, author, sinceMs] as const,
  )
}
