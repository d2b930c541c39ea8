/** Where a browser keeps what is ours; a place that this browser lacks is left out. */
export interface ErasedPlaces {
  readonly databaseNames: () => Promise<readonly string[]>
  readonly indexedDB: Pick<IDBFactory, 'deleteDatabase'>
  readonly caches: Pick<CacheStorage, 'keys' | 'delete'> | undefined
  /** The private file system. */
  readonly files: Pick<StorageManager, 'getDirectory'> | undefined
  readonly localStorage: Storage
  readonly sessionStorage: Storage
  readonly serviceWorker: Pick<ServiceWorkerContainer, 'getRegistrations'> | undefined
}

/** What stays for other people of this phone. */
export interface Kept {
  readonly databases: ReadonlySet<string>
  /** Keys of localStorage. */
  readonly keys: ReadonlySet<string>
}

/** Where another window has the database open this waits until that window has closed it. */
const deleteDatabase = (indexedDB: ErasedPlaces['indexedDB'], name: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const asked = indexedDB.deleteDatabase(name)
    asked.onsuccess = () => resolve()
    asked.onerror = () => reject(asked.error ?? new Error('The database was not deleted.'))
  })

async function eraseDatabases({ databaseNames, indexedDB }: ErasedPlaces, kept: Kept): Promise<void> {
  for (const name of await databaseNames()) if (!kept.databases.has(name)) await deleteDatabase(indexedDB, name)
}

async function eraseFiles({ files }: ErasedPlaces): Promise<void> {
  if (typeof files?.getDirectory !== 'function') return
  const root = await files.getDirectory()
  const names: string[] = []
  for await (const name of root.keys()) names.push(name)
  for (const name of names) await root.removeEntry(name, { recursive: true })
}

async function eraseCaches({ caches }: ErasedPlaces): Promise<void> {
  for (const name of (await caches?.keys()) ?? []) await caches?.delete(name)
}

/** Without its worker the app is gone from this phone until somebody opens its address again. */
async function eraseWorkers({ serviceWorker }: ErasedPlaces): Promise<void> {
  for (const registration of (await serviceWorker?.getRegistrations()) ?? []) await registration.unregister()
}

function eraseKeys({ localStorage, sessionStorage }: ErasedPlaces, kept: Kept): void {
  for (const key of Object.keys(localStorage)) if (!kept.keys.has(key)) localStorage.removeItem(key)
  sessionStorage.clear()
}

/**
 * Erases everything of ours in this browser profile, but what is kept. There is no way back.
 *
 * Every connection of this window must be closed. The records go first; a place that fails holds up no other, and rejects once
 * all were tried. May be repeated.
 */
export async function eraseProfile(places: ErasedPlaces, kept: Kept): Promise<void> {
  const outcomes = await Promise.allSettled([
    eraseDatabases(places, kept),
    Promise.resolve().then(() => eraseKeys(places, kept)),
    eraseFiles(places),
    eraseCaches(places),
    eraseWorkers(places),
  ])
  const broken = outcomes.find((outcome): outcome is PromiseRejectedResult => outcome.status === 'rejected')
  if (broken) throw broken.reason
}
