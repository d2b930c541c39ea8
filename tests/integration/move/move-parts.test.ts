import { mkdtemp, readdir, rm, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { moveParts, NoRoomForPartsError, storedHashes } from '../../../src/server/move/move-parts.ts'
import { erasedFiles, removeErased } from '../../../src/server/move/remove-erased.ts'
import { createFolderPartStore } from '../../../src/server/photos/folder/folder-part-store.ts'
import type { PartStore } from '../../../src/server/photos/part-store.ts'
import { newId, sha256Of } from '../../support/pushed-entries.ts'
import { createTestServer, type TestServer } from '../../support/test-server.ts'

const photos = ['first', 'second', 'third'].map((text) => Buffer.from(`a photo: ${text}`))

let server: TestServer
let folder: string
let freeBytes: number
let to: PartStore
beforeEach(async () => {
  server = await createTestServer()
  folder = await mkdtemp(join(tmpdir(), 'xunhu-parts-'))
  freeBytes = 1e12
  to = createFolderPartStore({ root: folder, freeBytes: () => Promise.resolve(freeBytes) })
  for (const bytes of photos) {
    await server.deps.partStore.put(sha256Of(bytes), bytes)
    const row = {
      sha256: sha256Of(bytes),
      size_bytes: bytes.length,
      readable: 1,
      stored_at: '2026-11-20T00:00:00.000Z',
    }
    await server.deps.store.write((tx) => tx.insertInto('blob').values(row).execute())
  }
})
afterEach(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

const move = async () =>
  moveParts(await server.deps.store.read(storedHashes), { from: server.deps.partStore, to }, () => undefined)

async function textOf(store: PartStore, bytes: Buffer): Promise<string> {
  const stored = await store.open(sha256Of(bytes))
  return Buffer.concat((await stored?.stream.toArray()) as Buffer[]).toString()
}

test('every part arrives byte for byte, and stays where it was', async () => {
  expect(await move()).toEqual({ moved: 3, kept: 0, lacking: [] })
  for (const bytes of photos)
    expect([await textOf(to, bytes), await textOf(server.deps.partStore, bytes)]).toEqual([
      bytes.toString(),
      bytes.toString(),
    ])
})

test('a second run copies only what came meanwhile', async () => {
  await move()
  const late = Buffer.from('a photo that came meanwhile')
  await server.deps.partStore.put(sha256Of(late), late)
  const row = { sha256: sha256Of(late), size_bytes: late.length, readable: 1, stored_at: '2026-11-20T00:00:00.000Z' }
  await server.deps.store.write((tx) => tx.insertInto('blob').values(row).execute())
  expect(await move()).toEqual({ moved: 1, kept: 3, lacking: [] })
})

test('[SYNC-60] what was erased after it was copied goes from the new store too, and nothing else does', async () => {
  await move()
  const [erased, again, kept] = photos as [Buffer, Buffer, Buffer]
  const others = Buffer.from('of somebody else')
  await to.put(sha256Of(others), others)
  const reasons = { reason: 'retention', erased_at: '2026-11-21T00:00:00.000Z', bytes_gone: 1 } as const
  await server.deps.store.write(async (tx) => {
    await tx.deleteFrom('blob').where('sha256', '=', sha256Of(erased)).execute()
    for (const bytes of [erased, again])
      await tx
        .insertInto('erasure')
        .values({ part_id: newId(server), sha256: sha256Of(bytes), ...reasons })
        .execute()
  })
  expect(await removeErased(await server.deps.store.read(erasedFiles), to)).toBe(1)
  expect(await Promise.all([erased, again, kept, others].map((bytes) => to.has(sha256Of(bytes))))).toEqual([
    false,
    true,
    true,
    true,
  ])
})

test('a part that is gone, or is not what its name says, is named and never copied', async () => {
  const [gone, torn, whole] = photos as [Buffer, Buffer, Buffer]
  await server.deps.partStore.remove(sha256Of(gone))
  const blobs = await readdir(server.dataDir, { recursive: true })
  const tornFile = blobs.find((name) => name.endsWith(sha256Of(torn))) ?? ''
  await truncate(join(server.dataDir, tornFile), 3)
  const { moved, lacking } = await move()
  expect([moved, [...lacking].sort()]).toEqual([1, [sha256Of(gone), sha256Of(torn)].sort()])
  expect([await to.has(sha256Of(torn)), await to.has(sha256Of(whole))]).toEqual([false, true])
})

test('a new store that is full ends the run in words, and what was moved stays', async () => {
  freeBytes = 0
  await expect(move()).rejects.toThrow(NoRoomForPartsError)
  freeBytes = 1e12
  expect(await move()).toMatchObject({ moved: 3, lacking: [] })
})

test('what the medium gives no bytes for any more is lacking, and keeps nothing else back', async () => {
  const rotten = sha256Of(photos[1] as Buffer)
  const { partStore } = server.deps
  const open: PartStore['open'] = (sha256, range) =>
    sha256 === rotten
      ? Promise.reject(Object.assign(new Error('read failed'), { code: 'EIO' }))
      : partStore.open(sha256, range)
  const from = { ...partStore, open }
  const hashes = await server.deps.store.read(storedHashes)
  expect(await moveParts(hashes, { from, to }, () => undefined)).toEqual({ moved: 2, kept: 0, lacking: [rotten] })
})
