import { afterEach, expect, test, vi } from 'vitest'
import { canWritePrivateFiles } from '../../../../src/device/base-map/opfs-map-shelf.ts'

afterEach(() => vi.unstubAllGlobals())

const storage = (getDirectory: unknown): StorageManager => ({ getDirectory }) as StorageManager
const engine = (calls: object): void => {
  vi.stubGlobal('FileSystemFileHandle', class {})
  Object.assign((globalThis as { FileSystemFileHandle?: { prototype: object } }).FileSystemFileHandle!.prototype, calls)
}
const createWritable = (): void => undefined

test('pages keep the map in files where the browser has them and lets a page write', async () => {
  engine({ createWritable })
  expect(await canWritePrivateFiles(storage(async () => ({})))).toBe(true)
})

test('they keep it in the database without storage, without the calls, on an old iPhone, and in a private window', async () => {
  expect(await canWritePrivateFiles(undefined)).toBe(false)
  expect(await canWritePrivateFiles(storage(async () => ({})))).toBe(false)
  engine({})
  expect(await canWritePrivateFiles(storage(async () => ({})))).toBe(false)
  engine({ createWritable })
  expect(await canWritePrivateFiles(storage(undefined))).toBe(false)
  expect(await canWritePrivateFiles(storage(() => Promise.reject(new DOMException('no', 'SecurityError'))))).toBe(false)
})
