import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DeviceId, Sha256 } from '../../src/domain/ids.ts'
import { wireLimits } from '../../src/protocol/limits.ts'
import type { PartStore } from '../../src/server/photos/part-store.ts'

const { chunkBytes } = wireLimits
const dayMs = 24 * 60 * 60 * 1000
const phone = '018f0000-0000-7000-8000-000000000001' as DeviceId
const otherPhone = '018f0000-0000-7000-8000-000000000002' as DeviceId

const hashOf = (bytes: Uint8Array): Sha256 => createHash('sha256').update(bytes).digest('hex') as Sha256
const patterned = (sizeBytes: number, seed: number): Buffer =>
  Buffer.from(Uint8Array.from({ length: sizeBytes }, (_, index) => (index * 31 + seed * 7 + (index >> 8)) & 0xff))
const chunksOf = (bytes: Buffer): readonly Buffer[] =>
  Array.from({ length: Math.ceil(bytes.length / chunkBytes) }, (_, index) =>
    bytes.subarray(index * chunkBytes, (index + 1) * chunkBytes),
  )

async function bytesOf(store: PartStore, sha256: Sha256): Promise<Buffer | null> {
  const stored = await store.open(sha256)
  return stored && Buffer.concat(await stored.stream.toArray())
}

async function putAll(store: PartStore, device: DeviceId, bytes: Buffer, order?: readonly number[]): Promise<void> {
  const chunks = chunksOf(bytes)
  for (const index of order ?? chunks.keys())
    await store.putChunk(device, hashOf(bytes), index, chunks[index] ?? Buffer.alloc(0))
}

/** Gives the instances of servers that share one place, which is empty at first. */
export type OpenInstance = () => PartStore

/** What every part store does. `newPlace` makes an empty place. */
export function partStoreContract(name: string, newPlace: () => Promise<OpenInstance>): void {
  const openStore = async (): Promise<PartStore> => (await newPlace())()

  describe(`part store: ${name}`, () => {
    test('a part put in one chunk is stored and read back byte by byte', async () => {
      const store = await openStore()
      const bytes = patterned(1_000, 1)
      await putAll(store, phone, bytes)
      expect(await store.assemble(phone, hashOf(bytes), bytes.length)).toEqual({ state: 'stored' })
      expect(await bytesOf(store, hashOf(bytes))).toEqual(bytes)
    })

    test('chunks in any order, some of them twice, give the same part', async () => {
      const bytes = patterned(chunkBytes * 3 + 17, 2)
      const orders = fc
        .array(fc.integer({ min: 0, max: 3 }), { maxLength: 4 })
        .map((extra) => [...extra, 3, 1, 0, 2, ...extra])
      await fc.assert(
        fc.asyncProperty(orders, async (order) => {
          const store = await openStore()
          await putAll(store, phone, bytes, order)
          expect(await store.assemble(phone, hashOf(bytes), bytes.length)).toEqual({ state: 'stored' })
          expect(hashOf((await bytesOf(store, hashOf(bytes))) ?? Buffer.alloc(0))).toBe(hashOf(bytes))
        }),
        { numRuns: 12 },
      )
    })

    test('a size that is a whole number of chunks has no empty last chunk', async () => {
      const store = await openStore()
      const bytes = patterned(chunkBytes * 2, 3)
      await putAll(store, phone, bytes)
      expect(await store.assemble(phone, hashOf(bytes), bytes.length)).toEqual({ state: 'stored' })
    })

    test('what is missing is told by index, and the part can be finished later', async () => {
      const store = await openStore()
      const bytes = patterned(chunkBytes * 2 + 5, 4)
      await putAll(store, phone, bytes, [1])
      expect(await store.assemble(phone, hashOf(bytes), bytes.length)).toEqual({
        state: 'missingChunks',
        chunks: [0, 2],
      })
      expect(await store.has(hashOf(bytes))).toBe(false)
      expect(await store.listChunks(phone, hashOf(bytes))).toEqual([1])
      await putAll(store, phone, bytes, [2, 0])
      expect(await store.assemble(phone, hashOf(bytes), bytes.length)).toEqual({ state: 'stored' })
    })

    test('a part that was never begun lacks all its chunks', async () => {
      const store = await openStore()
      expect(await store.assemble(phone, hashOf(Buffer.from('nothing')), chunkBytes + 1)).toEqual({
        state: 'missingChunks',
        chunks: [0, 1],
      })
      expect(await store.listChunks(phone, hashOf(Buffer.from('nothing')))).toEqual([])
    })

    test('bytes that hash to another name are not stored, and their chunks are gone', async () => {
      const store = await openStore()
      const bytes = patterned(2_000, 5)
      const sha256 = hashOf(bytes)
      await store.putChunk(phone, sha256, 0, patterned(2_000, 6))
      expect(await store.assemble(phone, sha256, bytes.length)).toEqual({ state: 'wrongHash' })
      expect(await store.has(sha256)).toBe(false)
      expect(await store.listChunks(phone, sha256)).toEqual([])
      await putAll(store, phone, bytes)
      expect(await store.assemble(phone, sha256, bytes.length)).toEqual({ state: 'stored' })
    })

    test('a chunk of another length counts as missing', async () => {
      const store = await openStore()
      const bytes = patterned(chunkBytes + 100, 7)
      await putAll(store, phone, bytes)
      await store.putChunk(phone, hashOf(bytes), 1, patterned(99, 7))
      expect(await store.assemble(phone, hashOf(bytes), bytes.length)).toEqual({ state: 'missingChunks', chunks: [1] })
    })

    test("one phone's wrong chunks do not reach another phone's upload of the same part", async () => {
      const store = await openStore()
      const bytes = patterned(3_000, 8)
      const sha256 = hashOf(bytes)
      await store.putChunk(phone, sha256, 0, patterned(3_000, 9))
      await putAll(store, otherPhone, bytes)
      expect(await store.assemble(phone, sha256, bytes.length)).toEqual({ state: 'wrongHash' })
      expect(await store.assemble(otherPhone, sha256, bytes.length)).toEqual({ state: 'stored' })
    })

    test('a commit repeated, and two at once, end stored with the same bytes', async () => {
      const store = await openStore()
      const bytes = patterned(chunkBytes + 1, 10)
      const sha256 = hashOf(bytes)
      await putAll(store, phone, bytes)
      const both = await Promise.all([
        store.assemble(phone, sha256, bytes.length),
        store.assemble(phone, sha256, bytes.length),
      ])
      expect(both).toEqual([{ state: 'stored' }, { state: 'stored' }])
      expect(await store.assemble(phone, sha256, bytes.length)).toEqual({ state: 'stored' })
      expect(await bytesOf(store, sha256)).toEqual(bytes)
    })

    test('dropping the chunks leaves the stored part', async () => {
      const store = await openStore()
      const bytes = patterned(500, 11)
      await putAll(store, phone, bytes)
      await store.assemble(phone, hashOf(bytes), bytes.length)
      await store.dropChunks(phone, hashOf(bytes))
      await store.dropChunks(phone, hashOf(bytes))
      expect(await store.listChunks(phone, hashOf(bytes))).toEqual([])
      expect(await store.has(hashOf(bytes))).toBe(true)
    })

    test('a part put whole is stored; put again it stays one', async () => {
      const store = await openStore()
      const bytes = patterned(700, 12)
      expect(await store.put(hashOf(bytes), bytes)).toBe('stored')
      expect(await store.put(hashOf(bytes), bytes)).toBe('stored')
      const stored = await store.open(hashOf(bytes))
      expect(stored?.sizeBytes).toBe(700)
      stored?.stream.destroy()
    })

    test('a removed part is gone; removing it again is no failure', async () => {
      const store = await openStore()
      const bytes = patterned(700, 13)
      await store.put(hashOf(bytes), bytes)
      await store.remove(hashOf(bytes))
      await store.remove(hashOf(bytes))
      expect(await store.has(hashOf(bytes))).toBe(false)
      expect(await store.open(hashOf(bytes))).toBeNull()
    })

    test('a part that is not there is said to be missing', async () => {
      const store = await openStore()
      const absent = hashOf(Buffer.from('never put'))
      expect(await store.has(absent)).toBe(false)
      expect(await store.open(absent)).toBeNull()
      expect(await store.open(absent, { fromByte: 0, toByte: 9 })).toBeNull()
    })

    test('a range is read with the size of the whole; behind the end there is nothing', async () => {
      const store = await openStore()
      const bytes = patterned(chunkBytes + 40, 14)
      await store.put(hashOf(bytes), bytes)
      const middle = await store.open(hashOf(bytes), { fromByte: 100, toByte: chunkBytes + 9 })
      expect(middle?.sizeBytes).toBe(bytes.length)
      expect(Buffer.concat((await middle?.stream.toArray()) ?? [])).toEqual(bytes.subarray(100, chunkBytes + 10))
      const behind = await store.open(hashOf(bytes), { fromByte: bytes.length, toByte: bytes.length + 9 })
      expect(behind?.sizeBytes).toBe(bytes.length)
      expect(await behind?.stream.toArray()).toEqual([])
    })

    test('readers who went away leave room for those who come', async () => {
      const store = await openStore()
      const bytes = patterned(chunkBytes, 15)
      await store.put(hashOf(bytes), bytes)
      for (let reader = 0; reader < 80; reader += 1) (await store.open(hashOf(bytes)))?.stream.destroy()
      expect(await bytesOf(store, hashOf(bytes))).toEqual(bytes)
    })

    test('[PART-3] chunks that came through two servers are joined by a third', async () => {
      const openInstance = await newPlace()
      const bytes = patterned(chunkBytes * 19 + 23, 16)
      const indexes = [...chunksOf(bytes).keys()]
      await Promise.all([
        putAll(openInstance(), phone, bytes, indexes.filter((index) => index % 2 === 0).reverse()),
        putAll(
          openInstance(),
          phone,
          bytes,
          indexes.filter((index) => index % 2 === 1),
        ),
      ])
      expect(await openInstance().assemble(phone, hashOf(bytes), bytes.length)).toEqual({ state: 'stored' })
      expect(await bytesOf(openInstance(), hashOf(bytes))).toEqual(bytes)
    })

    test('[PART-5] of a commit at two servers at once, each says stored or what it no longer found, and the part is whole', async () => {
      const bytes = patterned(chunkBytes * 6 + 1, 17)
      const sha256 = hashOf(bytes)
      const openInstance = await newPlace()
      await putAll(openInstance(), phone, bytes)
      const commit = async (store: PartStore): Promise<string> => {
        const { state } = await store.assemble(phone, sha256, bytes.length)
        if (state === 'stored') await store.dropChunks(phone, sha256)
        return state
      }
      const states = await Promise.all([commit(openInstance()), commit(openInstance())])
      expect(states).toContain('stored')
      expect(states.filter((state) => state !== 'stored' && state !== 'missingChunks')).toEqual([])
      expect(await bytesOf(openInstance(), sha256)).toEqual(bytes)
      expect(await openInstance().listChunks(phone, sha256)).toEqual([])
    })

    test('[SYNC-60] erasing takes what every device has staged along, and nothing of another part', async () => {
      const openInstance = await newPlace()
      const store = openInstance()
      const [bytes, other] = [patterned(chunkBytes + 7, 18), patterned(chunkBytes + 7, 19)]
      await store.put(hashOf(bytes), bytes)
      await store.put(hashOf(other), other)
      for (const device of [phone, otherPhone]) {
        await putAll(store, device, bytes)
        await putAll(store, device, other)
      }
      await openInstance().remove(hashOf(bytes))
      expect(await store.open(hashOf(bytes))).toBeNull()
      expect(await store.assemble(otherPhone, hashOf(bytes), bytes.length)).toEqual({
        state: 'missingChunks',
        chunks: [0, 1],
      })
      expect(await store.listChunks(phone, hashOf(bytes))).toEqual([])
      expect(await store.listChunks(phone, hashOf(other))).toEqual([0, 1])
      expect(await bytesOf(store, hashOf(other))).toEqual(other)
    })

    test('[PART-8] the sweep takes uploads that nobody went on with, and no part', async () => {
      const store = await openStore()
      const bytes = patterned(chunkBytes + 7, 20)
      await store.put(hashOf(bytes), bytes)
      await putAll(store, phone, bytes)
      await store.sweep(Date.now() - dayMs)
      expect(await store.listChunks(phone, hashOf(bytes))).toEqual([0, 1])
      await store.sweep(Date.now() + dayMs)
      expect(await store.listChunks(phone, hashOf(bytes))).toEqual([])
      expect(await bytesOf(store, hashOf(bytes))).toEqual(bytes)
    })

    test.each(['../../../etc/passwd', 'AB'.repeat(32), `${'a'.repeat(62)}/x`, ''])(
      'refuses the name %j',
      async (name) => {
        const store = await openStore()
        await expect(store.put(name as Sha256, Buffer.from('x'))).rejects.toThrow()
        await expect(store.putChunk(phone, name as Sha256, 0, Buffer.from('x'))).rejects.toThrow()
        await expect(store.putChunk(name as DeviceId, hashOf(Buffer.from('x')), 0, Buffer.from('x'))).rejects.toThrow()
      },
    )
  })
}
