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
