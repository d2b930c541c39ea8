import { Readable } from 'node:stream'
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import type { ByteRange, PutResult, StoredBytes } from '../part-store.ts'
import { eraseVersions } from './erase-versions.ts'
import { answered, isBehindEnd, isFull, isMissing, orWhen } from './s3-failures.ts'

export interface ListedObject {
  readonly key: string
  readonly sizeBytes: number
  readonly modifiedMs: number
}

/**
 * Objects of one bucket, by calls that every S3-compatible server has.
 *
 * A call that fails for a reason of the line or the server rejects with `store/unavailable`.
 */
export interface S3Objects {
  /** Whole or not at all: a server shows no object before it has all bytes. */
  put(key: string, bytes: Uint8Array): Promise<PutResult>
  /** Null where there is none. */
  sizeOf(key: string): Promise<number | null>
  open(key: string, range?: ByteRange): Promise<StoredBytes | null>
  /** All of it in memory. */
  read(key: string): Promise<Buffer | null>
  /** In the order of the keys. */
  list(prefix: string): AsyncGenerator<ListedObject>
  /** Removes whatever begins so, with every version that the bucket may keep of it. */
  erase(prefix: string): Promise<void>
}

const rangeHeader = ({ fromByte, toByte }: ByteRange): string => `bytes=${fromByte}-${toByte}`
const wholeSize = (contentRange: string | undefined): string | undefined => /\/(\d+)$/.exec(contentRange ?? '')?.[1]

async function* listAll(client: S3Client, bucket: string, prefix: string): AsyncGenerator<ListedObject> {
  let token: string | undefined
  do {
    const asked = { Bucket: bucket, Prefix: prefix, ...(token === undefined ? {} : { ContinuationToken: token }) }
    const page = await answered(client.send(new ListObjectsV2Command(asked)))
    for (const { Key: key, Size: sizeBytes, LastModified: modified } of page.Contents ?? [])
      if (key !== undefined) yield { key, sizeBytes: sizeBytes ?? 0, modifiedMs: modified?.getTime() ?? Infinity }
    token = page.IsTruncated ? page.NextContinuationToken : undefined
  } while (token !== undefined)
}

export function createS3Objects(client: S3Client, bucket: string): S3Objects {
  const at = (key: string) => ({ Bucket: bucket, Key: key })
  const list = (prefix: string): AsyncGenerator<ListedObject> => listAll(client, bucket, prefix)

  const sizeOf = async (key: string): Promise<number | null> => {
    const found = await orWhen(client.send(new HeadObjectCommand(at(key))), isMissing, null)
    return found?.ContentLength ?? null
  }

  /** Nothing of a range that begins behind the end, as a file would give it. */
  const openBehindEnd = async (key: string): Promise<StoredBytes | null> => {
    const sizeBytes = await sizeOf(key)
    return sizeBytes === null ? null : { sizeBytes, stream: Readable.from([]) }
  }

  const open = async (key: string, range?: ByteRange): Promise<StoredBytes | null> => {
    const asked = new GetObjectCommand({ ...at(key), ...(range ? { Range: rangeHeader(range) } : {}) })
    const found = await orWhen(client.send(asked), (cause) => isMissing(cause) || isBehindEnd(cause), null)
    if (found === null) return range ? openBehindEnd(key) : null
    const sizeBytes = Number(wholeSize(found.ContentRange) ?? found.ContentLength)
    return { sizeBytes, stream: found.Body as Readable }
  }

  return {
    put: async (key, bytes) => {
      const sent = client.send(new PutObjectCommand({ ...at(key), Body: bytes }))
      return (await orWhen(sent, isFull, null)) === null ? 'full' : 'stored'
    },
    sizeOf,
    open,
    read: async (key) => {
      const found = await open(key)
      return found && Buffer.concat(await answered<Buffer[]>(found.stream.toArray()))
    },
    list,
    erase: (prefix) => eraseVersions(client, bucket, prefix, list),
  }
}
