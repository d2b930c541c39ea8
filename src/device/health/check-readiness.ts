import type { XunhuDatabase } from '../database/database.ts'
import type { FieldReadiness } from './field-readiness.ts'
import { freeBytesOf, persistedOf } from './storage-facts.ts'

export interface ReadinessParts {
  readonly db: XunhuDatabase
  readonly storage: StorageManager | undefined
  readonly caches: CacheStorage | undefined
  readonly serviceWorker: ServiceWorkerContainer | undefined
}

/** As large as a photo: a phone that takes a byte may still refuse a picture. */
const probeBytes = 1024 * 1024
const probeKey = 'probe' as never

/** Written, read back and taken away again; a full or ephemeral store fails here and not at a school gate. */
async function probeStorage(db: XunhuDatabase): Promise<boolean> {
  try {
    await db.partBytes.put({ partId: probeKey, bytes: new ArrayBuffer(probeBytes) })
    const read = await db.partBytes.get(probeKey)
    await db.partBytes.delete(probeKey)
    return read?.bytes.byteLength === probeBytes
  } catch {
    return false
  }
}

async function isShellCached(caches: CacheStorage | undefined): Promise<boolean> {
  if (!caches) return false
  return (await caches.match('/index.html', { ignoreSearch: true })) !== undefined
}

async function isDataComplete(db: XunhuDatabase): Promise<boolean> {
  const cursors = await db.cursors.toArray()
  return cursors.length > 0 && cursors.every((cursor) => cursor.complete === 'yes')
}

/** Looks at each thing that 离线可用 promises; assumes none. */
export async function checkReadiness({ db, storage, caches, serviceWorker }: ReadinessParts): Promise<FieldReadiness> {
  return {
    shellCached: await isShellCached(caches),
    controlled: Boolean(serviceWorker?.controller),
    dataComplete: await isDataComplete(db),
    storageProbed: await probeStorage(db),
    persisted: await persistedOf(storage),
    freeBytes: await freeBytesOf(storage),
  }
}
