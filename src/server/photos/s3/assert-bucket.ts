import { randomUUID } from 'node:crypto'
import { HeadBucketCommand, type S3Client } from '@aws-sdk/client-s3'
import { BucketUnusableError } from './bucket-unusable.ts'
import type { S3Objects } from './s3-objects.ts'

function reasonOf(status: number | undefined): BucketUnusableError['reason'] {
  if (status === 404) return 'missing'
  return status !== undefined && status >= 400 && status < 500 ? 'denied' : 'unreachable'
}

interface Told {
  readonly name?: string
  readonly code?: string
  readonly cause?: unknown
  readonly $metadata?: { readonly httpStatusCode?: number }
}

/** The failure of the client itself, where it came in words of ours. */
function unusable(failure: unknown): BucketUnusableError {
  const outer = failure as Told
  const told = outer.$metadata === undefined && outer.cause instanceof Error ? (outer.cause as Told) : outer
  const status = told.$metadata?.httpStatusCode
  const detail = [told.code ?? told.name ?? 'unknown', status].filter((word) => word !== undefined).join(' ')
  return new BucketUnusableError(reasonOf(status), detail, failure)
}

/** Puts, reads and erases an object as a photo will be: at the start, and not when the first photo comes. */
async function tryAll(objects: S3Objects, key: string): Promise<string | null> {
  const bytes = Buffer.from(`probe ${key}`)
  if ((await objects.put(key, bytes)) === 'full') return 'full'
  if ((await objects.sizeOf(key)) !== bytes.byteLength) return 'size'
  if (!(await objects.read(key))?.equals(bytes)) return 'bytes'
  if ((await objects.list(key).next()).done) return 'list'
  await objects.erase(key)
  return (await objects.sizeOf(key)) === null ? null : 'erase'
}

/** Rejects with a `BucketUnusableError` for a bucket that would not keep, show or forget what it is given. */
export async function assertBucket(
  client: S3Client,
  bucket: string,
  objects: S3Objects,
  prefix: string,
): Promise<void> {
  let wrong: string | null
  try {
    await client.send(new HeadBucketCommand({ Bucket: bucket }))
    wrong = await tryAll(objects, `${prefix}probe/${randomUUID()}`)
  } catch (failure) {
    throw unusable(failure)
  }
  // Where there is no room photos are refused one by one, and text goes on.
  if (wrong !== null && wrong !== 'full') throw new BucketUnusableError('untrue', wrong)
}
