/** A request of IndexedDB as a promise. */
export const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

export const completed = (tx: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    tx.oncomplete = () => resolve()
    tx.onabort = () => reject(tx.error)
  })

/** A new database under this name, whatever was there before. */
export async function newDatabase(name: string, upgrade: (db: IDBDatabase) => void): Promise<IDBDatabase> {
  await asked(indexedDB.deleteDatabase(name))
  const opening = indexedDB.open(name, 1)
  opening.onupgradeneeded = () => upgrade(opening.result)
  return asked(opening)
}
