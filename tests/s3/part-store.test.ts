import { randomUUID } from 'node:crypto'
import { beforeAll } from 'vitest'
import { createPartKeys } from '../../src/server/photos/s3/part-keys.ts'
import { createS3Client } from '../../src/server/photos/s3/s3-client.ts'
import { createS3Objects } from '../../src/server/photos/s3/s3-objects.ts'
import { createS3PartStore } from '../../src/server/photos/s3/s3-part-store.ts'
import type { S3Place } from '../../src/server/photos/s3/s3-place.ts'
import { partStoreContract } from '../contract/part-store.contract.ts'
import { createBucket } from '../support/s3-buckets.ts'

let shared: S3Place
beforeAll(async () => {
  shared = await createBucket()
})

/** A server of its own on that place: its own client and connections. */
const openAt = (place: S3Place) =>
  createS3PartStore(createS3Objects(createS3Client(place), place.bucket), createPartKeys(place.prefix))

partStoreContract('S3', async () => {
  const place = { ...shared, prefix: `${randomUUID()}/` }
  return () => openAt(place)
})
