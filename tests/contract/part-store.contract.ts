import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DeviceId, Sha256 } from '../../src/domain/ids.ts'
import { wireLimits } from '../../src/protocol/limits.ts'
import type { PartStore } from '../../src/server/photos/part-store.ts'

const { chunkBytes } = wireLimits
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

/** What every part store does. `openStore` gives an empty one. */
export function partStoreContract(name: string, openStore: () => Promise<PartStore>): void {
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
