import { createBaseMap } from '../device/base-map/create-base-map.ts'
import type { BaseMap } from '../device/base-map/base-map.ts'
import { createFetchMapRange } from '../device/base-map/fetch-map-range.ts'
import { createIndexedMapShelf } from '../device/base-map/indexed-map-shelf.ts'
import { canWritePrivateFiles, createOpfsMapShelf } from '../device/base-map/opfs-map-shelf.ts'
import type { HttpClient, HttpParts } from '../device/http/http-client.ts'
import type { Digest } from '../device/journal/digest.ts'

export interface BaseMapDeskParts extends Omit<HttpParts, 'gzip'> {
  readonly http: HttpClient
  readonly digest: Digest
  readonly storage: StorageManager | undefined
}

/** The offline map of this browser. A file of its own: the first screen does without. */
export async function createBaseMapDesk({ http, digest, storage, ...line }: BaseMapDeskParts): Promise<BaseMap> {
  const shelf = storage && (await canWritePrivateFiles(storage)) ? createOpfsMapShelf(storage) : createIndexedMapShelf()
  return createBaseMap({ shelf, http, digest, fetchRange: createFetchMapRange(line) })
}
