import { createHash } from 'node:crypto'
import * as fsPromises from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { DeviceId, Sha256 } from '../../src/domain/ids.ts'
import type { FileCalls } from '../../src/server/photos/folder/file-calls.ts'
import { createFolderPartStore } from '../../src/server/photos/folder/folder-part-store.ts'
import { partStoreContract } from './part-store.contract.ts'

const folders: string[] = []
const phone = '018f0000-0000-7000-8000-000000000001' as DeviceId
const bytes = Buffer.from('what the officer saw at the gate')
const sha256 = createHash('sha256').update(bytes).digest('hex') as Sha256

const roomy = (): Promise<number> => Promise.resolve(1e12)

async function newFolder(): Promise<string> {
  const folder = await fsPromises.mkdtemp(join(tmpdir(), 'xunhu-parts-'))
  folders.push(folder)
  return folder
}

afterEach(async () => {
  for (const folder of folders.splice(0)) await fsPromises.rm(folder, { recursive: true, force: true })
})

partStoreContract('folder', async () => {
  const root = await newFolder()
  return () => createFolderPartStore({ root, freeBytes: roomy })
})

/** Every file below the folder, without its path. */
async function filesBelow(folder: string): Promise<readonly string[]> {
  const found = await fsPromises.readdir(folder, { recursive: true, withFileTypes: true })
  return found.filter((item) => item.isFile()).map((item) => item.name)
}

const fullMedium = (): Error => Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })

/** The real calls, with the medium full from the `times`-th call of `failing` on. */
function failingFiles(failing: 'writeFile' | 'sync' | 'rename', isFailing: () => boolean): FileCalls {
  return {
    ...fsPromises,
    rename: async (from, to) => {
      if (failing === 'rename' && isFailing()) throw fullMedium()
      await fsPromises.rename(from, to)
    },
    open: async (path, flags, mode) => {
      const handle = await fsPromises.open(path, flags, mode)
      if (failing === 'rename') return handle
      const original = handle[failing].bind(handle) as (...args: unknown[]) => Promise<void>
      const failingCall = async (...args: unknown[]): Promise<void> => {
        if (isFailing()) throw fullMedium()
        await original(...args)
      }
      return Object.assign(handle, { [failing]: failingCall })
    },
  }
}

describe('folder part store on a full medium', () => {
  test.each(['writeFile', 'sync', 'rename'] as const)(
    'a %s that finds no room says full and leaves nothing half-written',
    async (failing) => {
      const root = await newFolder()
      let isFullNow = true
      const store = createFolderPartStore({ root, freeBytes: roomy, files: failingFiles(failing, () => isFullNow) })
      expect(await store.put(sha256, bytes)).toBe('full')
      expect(await store.putChunk(phone, sha256, 0, bytes)).toBe('full')
      expect(await filesBelow(root)).toEqual([])
      isFullNow = false
      expect(await store.putChunk(phone, sha256, 0, bytes)).toBe('stored')
      isFullNow = true
      expect(await store.assemble(phone, sha256, bytes.length)).toEqual({ state: 'full' })
      expect(await filesBelow(root)).toEqual(['0'])
      isFullNow = false
      expect(await store.assemble(phone, sha256, bytes.length)).toEqual({ state: 'stored' })
    },
  )

  test('[PART-12] photos are refused while there is still room for text', async () => {
    const root = await newFolder()
    const store = createFolderPartStore({ root, freeBytes: () => Promise.resolve(100 * 1024 * 1024) })
    expect(await store.putChunk(phone, sha256, 0, bytes)).toBe('full')
    expect(await store.put(sha256, bytes)).toBe('full')
    expect(await store.assemble(phone, sha256, bytes.length)).toEqual({ state: 'full' })
    expect(await filesBelow(root)).toEqual([])
  })
})

describe('folder part store at start', () => {
  const dayMs = 24 * 60 * 60 * 1000

  test('[PART-8] uploads untouched for longer than the limit go, younger ones and stored parts stay', async () => {
    const root = await newFolder()
    const store = createFolderPartStore({ root, freeBytes: roomy })
    const old = createHash('sha256').update('old').digest('hex') as Sha256
    await store.putChunk(phone, old, 0, bytes)
    await store.putChunk(phone, sha256, 0, bytes)
    await store.put(sha256, bytes)
    const longAgo = new Date(Date.now() - 8 * dayMs)
    await fsPromises.utimes(join(root, 'staging', phone, old), longAgo, longAgo)
    await fsPromises.utimes(join(root, 'blobs', sha256.slice(0, 2), sha256), longAgo, longAgo)
    await store.sweep(Date.now() - 7 * dayMs)
    expect(await store.listChunks(phone, old)).toEqual([])
    expect(await store.listChunks(phone, sha256)).toEqual([0])
    expect(await store.has(sha256)).toBe(true)
  })

  test('what a crash left half-written goes', async () => {
    const root = await newFolder()
    const store = createFolderPartStore({ root, freeBytes: roomy })
    await store.put(sha256, bytes)
    await store.putChunk(phone, sha256, 0, bytes)
    await fsPromises.writeFile(join(root, 'blobs', sha256.slice(0, 2), `${sha256}.1.unfinished`), 'half')
    await fsPromises.writeFile(join(root, 'staging', phone, sha256, '1.2.unfinished'), 'half')
    await store.sweep(0)
    expect([...(await filesBelow(root))].sort()).toEqual(['0', sha256].sort())
  })

  test('[PART-8] what another server is writing at this moment stays', async () => {
    const root = await newFolder()
    const store = createFolderPartStore({ root, freeBytes: roomy })
    await store.put(sha256, bytes)
    const [theirs, left] = [`${sha256}.1.unfinished`, `${sha256}.2.unfinished`]
    for (const name of [theirs, left]) await fsPromises.writeFile(join(root, 'blobs', sha256.slice(0, 2), name), 'half')
    const hourAgo = new Date(Date.now() - 60 * 60 * 1000)
    await fsPromises.utimes(join(root, 'blobs', sha256.slice(0, 2), left), hourAgo, hourAgo)
    await store.sweep(0, Date.now() - 30 * 60 * 1000)
    expect([...(await filesBelow(root))].sort()).toEqual([sha256, theirs].sort())
  })

  test('an empty folder is swept without failure', async () => {
    await expect(createFolderPartStore({ root: await newFolder(), freeBytes: roomy }).sweep(0)).resolves.toBeUndefined()
  })
})
