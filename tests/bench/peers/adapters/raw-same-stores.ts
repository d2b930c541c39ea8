import { createDatabase } from '../../../../src/device/database/database.ts'
import type { JournalRow, PartRow } from '../../../../src/device/database/rows.ts'
import { createDigest } from '../../../../src/device/journal/digest.ts'
import { prepareEntry, toJournalRow } from '../../../../src/device/journal/prepare-entry.ts'
import { toCaseRow } from '../../../../src/device/journal/folded-rows.ts'
import type { DeviceId, EntryId, PartId, PersonId, Sha256, SubjectId } from '../../../../src/domain/ids.ts'
import { readEntries } from '../../../../src/domain/journal/read-entry.ts'
import { systemRandom } from '../../../../src/lib/random.ts'
import type { Finding } from '../finding.ts'
import { asked, completed, newDatabase } from '../idb.ts'
import { newestCount, type CreatePeer } from '../peer.ts'
import { reportOf } from '../report-of.ts'
import { gzipLines, readLines } from './lines.ts'

/** The stores of the product that a finding goes into. */
const stores = ['journal', 'cases', 'held', 'parts', 'partBytes'] as const
/** As the product writes them: a page of its pull. */
const rowsPerWrite = 500
const digest = createDigest(crypto.subtle)

/** With every index that the product declares. */
function addStores(db: IDBDatabase): void {
  const declared = createDatabase({ personId: 'bench' as PersonId })
  for (const name of stores) {
    const { primKey, indexes } = declared.table(name).schema
    const store = db.createObjectStore(name, { keyPath: primKey.keyPath as string | string[] })
    for (const { name: indexName, keyPath, multi } of indexes)
      store.createIndex(indexName, keyPath as string | string[], { multiEntry: multi === true })
  }
}

interface Written {
  readonly journal: JournalRow
  readonly photos: readonly { readonly row: PartRow; readonly bytes: ArrayBuffer }[]
}

async function toWritten(finding: Finding, photos: readonly ArrayBuffer[]): Promise<Written> {
  const capture = {
    author: 'p-1001' as PersonId,
    device: 'bench' as DeviceId,
    nowMs: Date.now(),
    clock: { monoMs: 0, bootId: 'bench' },
  }
  const { entry } = await prepareEntry(reportOf(finding, []), finding.id as EntryId, capture, systemRandom, digest)
  return { journal: toJournalRow(entry), photos: photos.map((bytes) => ({ row: partRow(entry.id, bytes), bytes })) }
}

function partRow(entryId: EntryId, bytes: ArrayBuffer): PartRow {
  const partId = crypto.randomUUID() as PartId
  const shared = { partId, sha256: partId.repeat(2) as Sha256, kind: 'photo' } as const
  return {
    ...shared,
    ref: { ...shared, sizeBytes: bytes.byteLength } as PartRow['ref'],
    entryId,
    draftId: '',
    sendState: 'queued',
    bytesSent: 0,
    attempts: 0,
    nextAttemptAtMs: 0,
    takenAtMs: Date.now(),
    code: '',
  }
}

/** The product's rows in the product's stores without its library and its care: what the storage itself costs. */
export const createPeer: CreatePeer = async ({ url }) => {
  let db: IDBDatabase | null = null
  /** Only to fill the server that is pulled from. */
  let loaded: readonly Finding[] = []
  const opened = (): IDBDatabase => {
    if (!db) throw new Error('The storage is not open.')
    return db
  }

  async function write(written: readonly Written[], isPulled: boolean): Promise<void> {
    const tx = opened().transaction(stores, 'readwrite', { durability: 'strict' })
    const done = completed(tx)
    for (const { journal, photos } of written) {
      tx.objectStore('journal').put(journal)
      tx.objectStore('cases').put(toCaseRow(journal.subjects[0] as SubjectId, readEntries([journal])))
      if (isPulled) tx.objectStore('held').put({ scope: journal.scope, id: journal.id, rev: 1 })
      for (const { row, bytes } of photos) {
        tx.objectStore('parts').put(row)
        tx.objectStore('partBytes').put({ partId: row.partId, bytes })
      }
    }
    tx.commit()
    await done
  }

  async function writeAll(findings: readonly Finding[], isPulled: boolean): Promise<void> {
    for (let from = 0; from < findings.length; from += rowsPerWrite) {
      const page = findings.slice(from, from + rowsPerWrite)
      await write(await Promise.all(page.map((finding) => toWritten(finding, []))), isPulled)
    }
  }

  return {
    openEmpty: async () => {
      db?.close()
      db = await newDatabase('raw-same-stores', addStores)
      loaded = []
    },
    save: async (finding, photos) => write([await toWritten(finding, photos)], false),
    load: async (findings) => {
      loaded = findings
      await writeAll(findings, false)
    },
    newest: async (beforeMs) => {
      const range = IDBKeyRange.bound(['reported', -Infinity], ['reported', beforeMs])
      const index = opened().transaction('cases').objectStore('cases').index('[state+atMs]')
      return (await asked(index.getAll({ query: range, count: newestCount, direction: 'prev' } as never))).length
    },
    catchUp: () => Promise.resolve(),
    push: async () => {
      const headers = { 'content-encoding': 'gzip' }
      if (loaded.length > 0) await fetch(`${url}/lines`, { method: 'POST', body: await gzipLines(loaded), headers })
    },
    pull: async () => {
      await writeAll(await readLines(await fetch(`${url}/lines`)), true)
      return asked(opened().transaction('cases').objectStore('cases').count())
    },
  }
}
