import { randomUUID } from 'node:crypto'
import { CreateBucketCommand } from '@aws-sdk/client-s3'
import { must } from '../../src/lib/must.ts'
import { createS3Client } from '../../src/server/photos/s3/s3-client.ts'
import type { S3Place } from '../../src/server/photos/s3/s3-place.ts'
import { adminOf, radosgwUser } from './start-radosgw.ts'

/** Where the run's S3 server is; set before any test begins. */
export const endpointVariable = 'TEST_S3_ENDPOINT'
export const settingsVariable = 'TEST_S3_SETTINGS'

/** A prefix that no other test uses, in a bucket that is there. */
export const placeIn = (bucket: string): S3Place => ({
  bucket,
  prefix: `${randomUUID()}/`,
  endpoint: must(process.env[endpointVariable], 'the run’s S3 server'),
  region: 'us-east-1',
  pathStyle: true,
  credentials: radosgwUser,
})

/** A bucket of its own. */
export async function createBucket(): Promise<S3Place> {
  const place = placeIn(`test-${randomUUID()}`)
  await createS3Client(place).send(new CreateBucketCommand({ Bucket: place.bucket }))
  return place
}

/** From now on the bucket takes no more than so many objects. */
export async function limitObjects(bucket: string, atMost: number): Promise<void> {
  const admin = adminOf(must(process.env[settingsVariable], 'the run’s S3 server'))
  const quota = ['--quota-scope', 'bucket', '--bucket', bucket]
  await admin('quota', 'set', ...quota, '--max-objects', String(atMost))
  await admin('quota', 'enable', ...quota)
}
