import type { DataPaths } from '../backup/data-paths.ts'
import { freeBytesIn } from '../free-bytes.ts'
import { createFolderDerivativeCache } from './folder/folder-derivative-cache.ts'
import { createFolderPartStore } from './folder/folder-part-store.ts'
import type { Photos } from './photos.ts'
import type { S3Place } from './s3/s3-place.ts'

/** Where parts are kept: in the data folder, or in a bucket. */
export type PartsPlace = 'folder' | S3Place

/** What keeps photos, as the settings say. */
export async function openPhotos(place: PartsPlace, dataDir: string, paths: DataPaths): Promise<Photos> {
  if (place === 'folder')
    return {
      partStore: createFolderPartStore({ root: paths.parts, freeBytes: () => freeBytesIn(dataDir) }),
      derivatives: createFolderDerivativeCache(paths.derivatives),
    }
  // Only here: the client of S3 costs 40 MB, which a server with a folder does not pay.
  const { openS3Photos } = await import('./s3/open-s3-photos.ts')
  return openS3Photos(place)
}
