import type { Finding } from '../finding.ts'
import { asked, completed, newDatabase } from '../idb.ts'
import { newestCount, type CreatePeer } from '../peer.ts'
import { gzipLines, readLines } from './lines.ts'

const strict = { durability: 'strict' } as const

/** Pages of this many rows are written in one transaction. */
const rowsPerWrite = 2_000

function addStores(db: IDBDatabase): void {
  db.createObjectStore('findings', { keyPath: 'id' }).createIndex('newest', ['status', 'atMs'])
  db.createObjectStore('outbox', { keyPath: 'id' })
  db.createObjectStore('photos', { autoIncrement: true })
}

/** Nothing but IndexedDB and fetch: the cost below which no library comes. */
export const createPeer: CreatePeer = async ({ url }) => {
  let db: IDBDatabase | null = null
  let storage = ''
  const opened = (): IDBDatabase => {
    if (!db) throw new Error('The storage is not open.')
    return db
  }

  async function write(findings: readonly Finding[], photos: readonly ArrayBuffer[], isOurs: boolean): Promise<void> {
    const tx = opened().transaction(['findings', 'outbox', 'photos'], 'readwrite', strict)
    const done = completed(tx)
    for (const finding of findings) {
      tx.objectStore('findings').put(finding)
      if (isOurs) tx.objectStore('outbox').put({ id: finding.id })
    }
    for (const photo of photos) tx.objectStore('photos').add(photo)
    tx.commit()
    await done
  }

  async function putPhotos(): Promise<void> {
    const keys = await asked(opened().transaction('photos').objectStore('photos').getAllKeys())
    const waiting = keys.values()
    const sendNext = async (): Promise<void> => {
      for (const key of waiting) await putOne(key)
    }
    // Three in flight.
    await Promise.all([sendNext(), sendNext(), sendNext()])
  }

  async function putOne(key: IDBValidKey): Promise<void> {
    const bytes = (await asked(opened().transaction('photos').objectStore('photos').get(key))) as ArrayBuffer
    // As a person would: a cut line is tried again, with the whole photo.
    for (let tries = 0; ; tries += 1) {
      try {
        const answer = await fetch(`${url}/photos/${storage}-${String(key)}`, { method: 'PUT', body: bytes })
        if (answer.ok) return
      } catch (failure) {
        if (tries === 5) throw failure
      }
    }
  }

  return {
    openEmpty: async () => {
      db?.close()
      db = await newDatabase('raw', addStores)
      storage = crypto.randomUUID()
    },
    save: (finding, photos) => write([finding], photos, true),
    load: async (findings) => {
      for (let from = 0; from < findings.length; from += rowsPerWrite)
        await write(findings.slice(from, from + rowsPerWrite), [], true)
    },
    newest: async (beforeMs) => {
      const range = IDBKeyRange.bound(['reported', -Infinity], ['reported', beforeMs])
      const index = opened().transaction('findings').objectStore('findings').index('newest')
      return (await asked(index.getAll({ query: range, count: newestCount, direction: 'prev' } as never))).length
    },
    catchUp: () => Promise.resolve(),
    push: async () => {
      const findings = (await asked(opened().transaction('findings').objectStore('findings').getAll())) as Finding[]
      if (findings.length > 0)
        await fetch(`${url}/lines`, {
          method: 'POST',
          body: await gzipLines(findings),
          headers: { 'content-encoding': 'gzip' },
        })
      await putPhotos()
      const tx = opened().transaction('outbox', 'readwrite', strict)
      tx.objectStore('outbox').clear()
      await completed(tx)
    },
    pull: async () => {
      const findings = await readLines(await fetch(`${url}/lines`))
      for (let from = 0; from < findings.length; from += rowsPerWrite)
        await write(findings.slice(from, from + rowsPerWrite), [], false)
      return asked(opened().transaction('findings').objectStore('findings').count())
    },
  }
}
