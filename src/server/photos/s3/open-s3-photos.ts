import type { Photos } from '../photos.ts'
import { assertBucket } from './assert-bucket.ts'
import { createPartKeys } from './part-keys.ts'
import { createS3Client } from './s3-client.ts'
import { createS3DerivativeCache } from './s3-derivative-cache.ts'
import { createS3Objects } from './s3-objects.ts'
import { createS3PartStore } from './s3-part-store.ts'
import type { S3Place } from './s3-place.ts'

/** Rejects with a `BucketUnusableError` where the bucket cannot be used. */
export async function openS3Photos(place: S3Place): Promise<Photos> {
  const client = createS3Client(place)
  const objects = createS3Objects(client, place.bucket)
  await assertBucket(client, place.bucket, objects, place.prefix)
  const keys = createPartKeys(place.prefix)
  return { partStore: createS3PartStore(objects, keys), derivatives: createS3DerivativeCache(objects, keys) }
}
