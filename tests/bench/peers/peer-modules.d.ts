/**
 * What the adapters use of the peers, written out: `npm run check` must not need them installed.
 *
 * Their packages stand in a lockfile of their own, which only `npm run bench:peers` installs.
 */
declare module 'pouchdb-browser' {
  interface Found {
    readonly docs: readonly unknown[]
  }
  export default class PouchDB {
    static plugin(plugin: unknown): void
    constructor(name: string, options?: { readonly adapter: string })
    readonly replicate: {
      to(target: PouchDB, options: object): Promise<unknown>
      from(source: PouchDB, options: object): Promise<unknown>
    }
    put(document: object): Promise<void>
    bulkDocs(documents: readonly object[]): Promise<unknown>
    createIndex(index: object): Promise<unknown>
    find(query: object): Promise<Found>
    info(): Promise<{ readonly doc_count: number }>
    destroy(): Promise<void>
  }
}
declare module 'pouchdb-adapter-indexeddb'
declare module 'pouchdb-find'

declare module 'rxdb' {
  interface RxDocument {
    putAttachment(attachment: object): Promise<unknown>
  }
  interface RxCollection {
    insert(document: object): Promise<RxDocument>
    bulkInsert(documents: readonly object[]): Promise<unknown>
    find(query: object): { exec(): Promise<readonly RxDocument[]> }
    count(): { exec(): Promise<number> }
  }
  interface RxDatabase {
    addCollections(collections: object): Promise<Readonly<Record<string, RxCollection>>>
    remove(): Promise<unknown>
  }
  export function addRxPlugin(plugin: unknown): void
  export function createRxDatabase(options: object): Promise<RxDatabase>
}
declare module 'rxdb/plugins/attachments' {
  export const RxDBAttachmentsPlugin: unknown
}
declare module 'rxdb/plugins/replication' {
  export function replicateRxCollection(options: object): {
    awaitInitialReplication(): Promise<void>
    cancel(): Promise<unknown>
  }
}
declare module 'rxdb/plugins/storage-dexie' {
  export function getRxStorageDexie(options: object): unknown
}
