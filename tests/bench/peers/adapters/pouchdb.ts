import PouchDB from 'pouchdb-browser'
import indexedDbAdapter from 'pouchdb-adapter-indexeddb'
import find from 'pouchdb-find'
import type { Finding } from '../finding.ts'
import { newestCount, type CreatePeer } from '../peer.ts'

PouchDB.plugin(indexedDbAdapter)
PouchDB.plugin(find)

const index = { index: { fields: ['status', 'atMs'] } }

const toDocument = ({ id, ...rest }: Finding, photos: readonly ArrayBuffer[]): object => ({
  _id: id,
  ...rest,
  ...(photos.length === 0
    ? {}
    : {
        _attachments: Object.fromEntries(
          photos.map((bytes, at) => [`photo-${at}`, { content_type: 'image/jpeg', data: new Blob([bytes]) }]),
        ),
      }),
})

/** PouchDB on its newer IndexedDB adapter, replicating with a server of the CouchDB protocol. */
export const createPeer: CreatePeer = async ({ url }) => {
  const open = (): PouchDB => new PouchDB('bench', { adapter: 'indexeddb' })
  let db = open()
  const remote = (): PouchDB => new PouchDB(`${url}/bench`)

  return {
    openEmpty: async () => {
      await db.destroy()
      db = open()
      await db.createIndex(index)
    },
    save: (finding, photos) => db.put(toDocument(finding, photos)),
    load: async (findings) => {
      await db.bulkDocs(findings.map((finding) => toDocument(finding, [])))
    },
    newest: async (beforeMs) => {
      const selector = { status: 'reported', atMs: { $lt: beforeMs } }
      const sort = [{ status: 'desc' }, { atMs: 'desc' }]
      return (await db.find({ selector, sort, limit: newestCount })).docs.length
    },
    catchUp: () => Promise.resolve(),
    push: async () => {
      await db.replicate.to(remote(), { batch_size: 1_000 })
    },
    pull: async () => {
      await db.replicate.from(remote(), { batch_size: 1_000 })
      await db.find({ selector: { status: 'reported', atMs: { $gt: null } }, limit: 1 })
      return (await db.info()).doc_count
    },
  }
}
