import { randomUUID } from 'node:crypto'
import { CreateBucketCommand, ListObjectVersionsCommand } from '@aws-sdk/client-s3'
import { must } from '../../src/lib/must.ts'
import { createS3Client } from '../../src/server/photos/s3/s3-client.ts'
import type { S3Place } from '../../src/server/photos/s3/s3-place.ts'
import { s3Endpoint, s3Server, type S3Server } from './s3-server.ts'
import { s3User } from './s3-user.ts'
import { adminOf } from './start-radosgw.ts'

/** How Ceph's own tools reach its server; set before any test begins. */
export const settingsVariable = 'TEST_S3_SETTINGS'

/** Of servers that tests start; each has a prefix in it. */
export const runBucket = 'xunhu-run'

/** A bucket of its own, or of that name. */
export async function createBucket(bucket = `test-${randomUUID()}`, server?: S3Server): Promise<S3Place> {
  const place: S3Place = {
    bucket,
    prefix: '',
    endpoint: s3Endpoint(server),
    region: 'us-east-1',
    pathStyle: true,
    credentials: s3User,
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

/** Whether the run's S3 server is one that `limitObjects` can limit. */
export const canLimitObjects = (): boolean => s3Server() === 'radosgw'

/** From now on the bucket takes no more than so many objects. */
export async function limitObjects(bucket: string, atMost: number): Promise<void> {
  const admin = adminOf(must(process.env[settingsVariable], 'radosgw'))
  const quota = ['--quota-scope', 'bucket', '--bucket', bucket]
  await admin('quota', 'set', ...quota, '--max-objects', String(atMost))
  await admin('quota', 'enable', ...quota)
}
