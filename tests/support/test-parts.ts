import { readdir } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Sha256 } from '../../src/domain/ids.ts'
import { dataPaths } from '../../src/server/backup/data-paths.ts'
import { createFolderDerivativeCache } from '../../src/server/photos/folder/folder-derivative-cache.ts'
import { createFolderPartStore } from '../../src/server/photos/folder/folder-part-store.ts'
import { openPhotos, type PartsPlace } from '../../src/server/photos/open-photos.ts'
import type { Photos } from '../../src/server/photos/photos.ts'
import { keysIn, runBucket } from './s3-buckets.ts'
import { s3Endpoint } from './s3-server.ts'
import { s3User } from './s3-user.ts'
import type { TestServer } from './test-server.ts'

/** Settings of a server with this folder: its photos stand in it, or in the S3 server that this run of the tests is for. */
export function partsSettings(dataDir: string): Readonly<Record<string, string>> {
  if (process.env['TEST_PARTS'] !== 's3') return {}
  return {
    PARTS_STORE: `s3://${runBucket}/${basename(dataDir)}`,
    S3_ENDPOINT: s3Endpoint(),
    S3_ACCESS_KEY_ID: s3User.accessKeyId,
    S3_SECRET_ACCESS_KEY: s3User.secretAccessKey,
  }
}

/** As a server opens them, with a disk that has room whatever else this machine does. */
export async function openTestPhotos(place: PartsPlace, dataDir: string): Promise<Photos> {
  const paths = dataPaths(dataDir)
  if (place !== 'folder') return openPhotos(place, dataDir, paths)
  return {
    partStore: createFolderPartStore({ root: paths.parts, freeBytes: () => Promise.resolve(1e12) }),
    derivatives: createFolderDerivativeCache(paths.derivatives),
  }
}

/** Names of every file, or version of an object, that the server keeps of this part. */
export async function namesHolding(
  server: Pick<TestServer, 'dataDir' | 'deps'>,
  sha256: Sha256,
): Promise<readonly string[]> {
  const place = server.deps.config.partsStore
  const names = place === 'folder' ? await readdir(server.dataDir, { recursive: true }) : await keysIn(place)
  return names.filter((name) => name.includes(sha256) && !name.includes('.sqlite'))
}
