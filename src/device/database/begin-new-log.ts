/** Below the 64 KiB from which Chromium keeps a value in a file of its own, beside the log. */
const rowBytes = 48 * 1024
/** Together 5.2 MB: more than the 4 MiB that Chromium's LevelDB takes into one log. */
const rows = 110

const rowNames = Array.from({ length: rows }, (_, index) => `logPadding${index}`)

const ended = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve) => {
    transaction.oncomplete = () => resolve()
    // A full phone opens all the same; what it then cannot write it says by itself.
    transaction.onabort = () => resolve()
  })

/**
 * Makes Chromium begin a new log on the disk, by writing more than one holds and taking it back.
 *
 * A Chromium that is killed in the middle of a write leaves half a record at the end of LevelDB's log. The next start goes on
 * behind it in the same file (`reuse_logs`, https://crbug.com/460568); when that one is killed too, the third start cannot read
 * the log and throws the whole database away, flushed and acknowledged as it was. A new log holds no half record, and the old
 * one is gone once the browser has written its tables, some hundredths of a second later.
 *
 * It must be the first write of a connection: it holds all stores, so that whatever is written afterwards waits for it. What
 * was read before does not. Its bytes are random, because Chromium compresses what can be; they need no flush.
 */
export async function beginNewLog(idb: IDBDatabase, randomBytes: (length: number) => Uint8Array): Promise<void> {
  const stores = [...idb.objectStoreNames]
  const padding = idb.transaction(stores, 'readwrite', { durability: 'relaxed' })
  for (const name of rowNames) padding.objectStore('facts').put({ name, value: randomBytes(rowBytes) })
  await ended(padding)
  const clearing = idb.transaction('facts', 'readwrite', { durability: 'relaxed' })
  for (const name of rowNames) clearing.objectStore('facts').delete(name)
  await ended(clearing)
}
