import { randomUUID } from 'node:crypto'
import { CreateBucketCommand, ListObjectVersionsCommand } from '@aws-sdk/client-s3'
import { must } from '../../src/lib/must.ts'
import { createS3Client } from '../../src/server/photos/s3/s3-client.ts'
import type { S3Place } from '../../src/server/photos/s3/s3-place.ts'
import { adminOf, radosgwUser } from './start-radosgw.ts'

/** Where the run's S3 server is; set before any test begins. */
export const endpointVariable = 'TEST_S3_ENDPOINT'
export const settingsVariable = 'TEST_S3_SETTINGS'

/** Of servers that tests start; each has a prefix in it. */
export const runBucket = 'xunhu-run'

/** A bucket of its own, or of that name. */
export async function createBucket(bucket = `test-${randomUUID()}`): Promise<S3Place> {
  const place: S3Place = {
    bucket,
    prefix: '',
    endpoint: must(process.env[endpointVariable], 'the run’s S3 server'),
    region: 'us-east-1',
    pathStyle: true,
    credentials: radosgwUser,
  }
  await createS3Client(place).send(new CreateBucketCommand({ Bucket: bucket }))
  return place
}

/** The name of every version of every object, and of every mark that says “deleted”; a thousand at most. */
export async function keysIn(place: S3Place): Promise<readonly string[]> {
  const asked = { Bucket: place.bucket, Prefix: place.prefix }
  const { Versions = [], DeleteMarkers = [] } = await createS3Client(place).send(new ListObjectVersionsCommand(asked))
  return [...Versions, ...DeleteMarkers].map(({ Key: key }) => key ?? '')
}

/** From now on the bucket takes no more than so many objects. */
export async function limitObjects(bucket: string, atMost: number): Promise<void> {
  const admin = adminOf(must(process.env[settingsVariable], 'the run’s S3 server'))
  const quota = ['--quota-scope', 'bucket', '--bucket', bucket]
  await admin('quota', 'set', ...quota, '--max-objects', String(atMost))
  await admin('quota', 'enable', ...quota)
}
