import { createHash, randomUUID } from 'node:crypto'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { PutBucketVersioningCommand } from '@aws-sdk/client-s3'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { DeviceId, Sha256 } from '../../src/domain/ids.ts'
import { wireLimits } from '../../src/protocol/limits.ts'
import type { PartStore } from '../../src/server/photos/part-store.ts'
import { openS3Photos } from '../../src/server/photos/s3/open-s3-photos.ts'
import { createS3Client } from '../../src/server/photos/s3/s3-client.ts'
import type { S3Place } from '../../src/server/photos/s3/s3-place.ts'
import { startByteLine } from '../support/byte-line.ts'
import { canLimitObjects, createBucket, keysIn, limitObjects } from '../support/s3-buckets.ts'
import { s3User } from '../support/s3-user.ts'

const phone = '018f0000-0000-7000-8000-000000000001' as DeviceId
const hashOf = (bytes: Uint8Array): Sha256 => createHash('sha256').update(bytes).digest('hex') as Sha256
const bytes = Buffer.alloc(wireLimits.chunkBytes * 2 + 9, 'what the officer saw at the gate')
const sha256 = hashOf(bytes)
const unavailable = { code: 'store/unavailable' }

let shared: S3Place
const closing: (() => Promise<void>)[] = []

beforeAll(async () => {
  shared = await createBucket()
})
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const openAt = async (place: S3Place): Promise<PartStore> => (await openS3Photos(place)).partStore
const emptyPlace = (): S3Place => ({ ...shared, prefix: `${randomUUID()}/` })

async function putChunks(store: PartStore): Promise<void> {
  for (const index of [0, 1, 2]) {
    const from = index * wireLimits.chunkBytes
    await store.putChunk(phone, sha256, index, bytes.subarray(from, from + wireLimits.chunkBytes))
  }
}

const bytesOf = async (store: PartStore): Promise<Buffer> =>
  Buffer.concat((await (await store.open(sha256))?.stream.toArray()) ?? [])

describe('a line that breaks', () => {
  test('[PART-6] a server that dies while it puts a part leaves no torn part, and the next one finds all chunks', async () => {
    const place = emptyPlace()
    const line = await startByteLine(Number(new URL(place.endpoint).port))
    closing.push(() => line.close())
    const dying = await openAt({ ...place, endpoint: line.url })
    await putChunks(dying)
    // The chunks are read by small requests; what is cut is the part itself, in its middle.
    line.allow({ up: wireLimits.chunkBytes })
    await expect(dying.assemble(phone, sha256, bytes.length)).rejects.toMatchObject(unavailable)
    const next = await openAt(place)
    expect(await next.has(sha256)).toBe(false)
    expect(await next.open(sha256)).toBeNull()
    expect(await next.listChunks(phone, sha256)).toEqual([0, 1, 2])
    expect(await next.assemble(phone, sha256, bytes.length)).toEqual({ state: 'stored' })
    expect(await bytesOf(next)).toEqual(bytes)
  })

  test('while the store is away nothing is said of any part, and afterwards all is as it was', async () => {
    const place = emptyPlace()
    const line = await startByteLine(Number(new URL(place.endpoint).port))
    closing.push(() => line.close())
    const store = await openAt({ ...place, endpoint: line.url })
    await putChunks(store)
    line.allow({ up: 0, down: 0 })
    await expect(store.has(sha256)).rejects.toMatchObject(unavailable)
    await expect(store.open(sha256)).rejects.toMatchObject(unavailable)
    await expect(store.listChunks(phone, sha256)).rejects.toMatchObject(unavailable)
    await expect(store.putChunk(phone, sha256, 0, bytes)).rejects.toMatchObject(unavailable)
    await expect(store.assemble(phone, sha256, bytes.length)).rejects.toMatchObject(unavailable)
    await expect(store.remove(sha256)).rejects.toMatchObject(unavailable)
    line.allow({})
    expect(await store.assemble(phone, sha256, bytes.length)).toEqual({ state: 'stored' })
  })

  test('a part whose bytes stop in the middle breaks for its reader, and is never taken for whole', async () => {
    const place = emptyPlace()
    const line = await startByteLine(Number(new URL(place.endpoint).port))
    closing.push(() => line.close())
    const store = await openAt({ ...place, endpoint: line.url })
    await store.put(sha256, bytes)
    line.allow({ down: wireLimits.chunkBytes })
    const stored = await store.open(sha256)
    await expect(stored?.stream.toArray()).rejects.toThrow()
  })
})

/** Between us and the store: says yes to every blob that is put, and passes none of them on. */
async function startLiar(target: string): Promise<string> {
  const server = createServer((incoming, answer) => {
    if (incoming.method === 'PUT' && incoming.url?.includes('/blobs/')) {
      incoming.resume().on('end', () => answer.writeHead(200, { etag: '"0"' }).end())
      return
    }
    const { method, url: path, headers } = incoming
    const onward = request(target, { method, path, headers }, (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers)
      reply.pipe(answer)
    })
    // Swift sends the end of a body after an answer that has none: whoever reads on stumbles over it, and has had the answer.
    onward.on('error', () => {
      if (!answer.headersSent) answer.destroy()
    })
    incoming.pipe(onward)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(
    () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  )
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe('a store that cannot be relied on', () => {
  test('[PART-6] that says yes and keeps nothing is not believed, and the chunks stay', async () => {
    const place = emptyPlace()
    const store = await openAt({ ...place, endpoint: await startLiar(place.endpoint) })
    await putChunks(store)
    await expect(store.assemble(phone, sha256, bytes.length)).rejects.toMatchObject(unavailable)
    await expect(store.put(sha256, bytes)).rejects.toMatchObject(unavailable)
    expect(await store.listChunks(phone, sha256)).toEqual([0, 1, 2])
  })

  test.runIf(canLimitObjects())('[PART-12] that has no room says so, and keeps what it has', async () => {
    const place = await createBucket()
    const store = await openAt(place)
    await putChunks(store)
    await limitObjects(place.bucket, 3)
    expect(await store.assemble(phone, sha256, bytes.length)).toEqual({ state: 'full' })
    expect(await store.put(sha256, bytes)).toBe('full')
    expect(await store.putChunk(phone, hashOf(Buffer.from('more')), 0, bytes)).toBe('full')
    expect(await store.listChunks(phone, sha256)).toEqual([0, 1, 2])
  })

  test.each([
    ['unreachable', { endpoint: 'http://127.0.0.1:1' }],
    ['missing', { bucket: 'no-such-bucket' }],
    ['denied', { credentials: { ...s3User, secretAccessKey: 'another' } }],
  ] as const)('is found %s at the start', async (reason, wrong) => {
    await expect(openS3Photos({ ...emptyPlace(), ...wrong })).rejects.toMatchObject({ reason })
  })
})

describe('a bucket that keeps versions', () => {
  test('[SYNC-60] erasing leaves no version of the part, of what was staged of it, nor of what was drawn of it', async () => {
    const place = await createBucket()
    const client = createS3Client(place)
    const bucket = { Bucket: place.bucket }
    await client.send(new PutBucketVersioningCommand({ ...bucket, VersioningConfiguration: { Status: 'Enabled' } }))
    const { partStore, derivatives } = await openS3Photos(place)
    for (let time = 0; time < 2; time += 1) {
      await putChunks(partStore)
      await partStore.assemble(phone, sha256, bytes.length)
      await derivatives.save(sha256, 'thumb', Buffer.from('drawn'))
    }
    const kept = async (): Promise<number> => (await keysIn(place)).length
    expect(await kept()).toBe(10)
    await partStore.dropChunks(phone, sha256)
    expect(await kept()).toBe(4)
    await putChunks(partStore)
    await partStore.remove(sha256)
    await derivatives.remove(sha256)
    expect(await kept()).toBe(0)
  })
})

describe('what is drawn of parts', () => {
  test('is one for all servers, until it is removed', async () => {
    const place = emptyPlace()
    const [first, second] = [(await openS3Photos(place)).derivatives, (await openS3Photos(place)).derivatives]
    expect(await second.load(sha256, 'view')).toBeNull()
    await first.save(sha256, 'view', Buffer.from('drawn'))
    expect(await second.load(sha256, 'view')).toEqual(Buffer.from('drawn'))
    expect(await second.load(sha256, 'thumb')).toBeNull()
    await second.remove(sha256)
    expect(await first.load(sha256, 'view')).toBeNull()
  })
})
