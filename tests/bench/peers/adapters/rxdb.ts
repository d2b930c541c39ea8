import { addRxPlugin, createRxDatabase, type RxCollection, type RxDatabase } from 'rxdb'
import { RxDBAttachmentsPlugin } from 'rxdb/plugins/attachments'
import { replicateRxCollection } from 'rxdb/plugins/replication'
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'
import type { Finding } from '../finding.ts'
import { newestCount, type CreatePeer } from '../peer.ts'

addRxPlugin(RxDBAttachmentsPlugin)

const rowsPerBatch = 1_000
const text = { type: 'string', maxLength: 60 } as const

const schema = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: text,
    template: text,
    school: text,
    squad: text,
    category: text,
    severity: text,
    status: text,
    note: { type: 'string' },
    lat: { type: 'number' },
    lng: { type: 'number' },
    accuracyM: { type: 'number' },
    atMs: { type: 'number', minimum: 0, maximum: 1e13, multipleOf: 1 },
    answers: { type: 'object', additionalProperties: true },
  },
  required: ['id', 'status', 'atMs'],
  indexes: [['status', 'atMs']],
  attachments: {},
} as const

/** A replication that has finished once and is taken down again. */
async function replicateOnce(collection: RxCollection, ways: object, url: string): Promise<void> {
  const replication = replicateRxCollection({
    collection,
    replicationIdentifier: `bench-${url}-${crypto.randomUUID()}`,
    live: false,
    retryTime: 500,
    ...ways,
  })
  await replication.awaitInitialReplication()
  await replication.cancel()
}

const pushTo = (url: string): object => ({
  push: {
    batchSize: rowsPerBatch,
    handler: async (rows: readonly { newDocumentState: unknown }[]) => {
      const lines = rows.map(({ newDocumentState }) => JSON.stringify(newDocumentState)).join('\n')
      await fetch(`${url}/lines`, { method: 'POST', body: lines })
      return []
    },
  },
})

const pullFrom = (url: string): object => ({
  pull: {
    batchSize: rowsPerBatch,
    handler: async (checkpoint: { seq: number } | undefined, limit: number) =>
      (await fetch(`${url}/page?after=${checkpoint?.seq ?? 0}&limit=${limit}`)).json(),
  },
})

/** RxDB on its free Dexie storage with HTTP replication, strict as the product is. */
export const createPeer: CreatePeer = async ({ url }) => {
  let db: RxDatabase | null = null
  let findings: RxCollection | null = null
  const opened = (): RxCollection => {
    if (!findings) throw new Error('The storage is not open.')
    return findings
  }

  return {
    openEmpty: async () => {
      await db?.remove()
      const storage = getRxStorageDexie({ chromeTransactionDurability: 'strict' })
      db = await createRxDatabase({ name: 'rx', storage, multiInstance: false })
      findings = (await db.addCollections({ findings: { schema } })).findings ?? null
    },
    save: async (finding, photos) => {
      const document = await opened().insert(finding)
      for (const [at, bytes] of photos.entries())
        await document.putAttachment({ id: `photo-${at}`, data: new Blob([bytes]), type: 'image/jpeg' })
    },
    load: async (rows: readonly Finding[]) => {
      await opened().bulkInsert(rows)
    },
    newest: async (beforeMs) =>
      (
        await opened()
          .find({
            selector: { status: 'reported', atMs: { $lt: beforeMs } },
            sort: [{ status: 'desc' }, { atMs: 'desc' }],
            limit: newestCount,
          })
          .exec()
      ).length,
    catchUp: () => Promise.resolve(),
    push: () => replicateOnce(opened(), pushTo(url), url),
    pull: async () => {
      await replicateOnce(opened(), pullFrom(url), url)
      return opened().count().exec()
    },
  }
}
