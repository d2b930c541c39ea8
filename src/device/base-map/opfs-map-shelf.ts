import { isQuota } from '../database/is-quota.ts'
import { DeviceProblem } from '../device-problem.ts'
import type { MapShelf } from './map-shelf.ts'

const folderName = 'base-map'

type PrivateFiles = Pick<StorageManager, 'getDirectory'>

const isMissing = (failure: unknown): boolean => (failure as { name?: string } | null)?.name === 'NotFoundError'

async function orNull<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call
  } catch (failure) {
    if (isMissing(failure)) return null
    throw failure
  }
}

/**
 * Whether pages can write files of their own here.
 *
 * iOS before 26 has the private file system and lets workers write it only; some private windows have it and refuse it.
 */
export async function canWritePrivateFiles(storage: StorageManager | undefined): Promise<boolean> {
  const hasCalls = typeof FileSystemFileHandle === 'function' && 'createWritable' in FileSystemFileHandle.prototype
  if (!hasCalls || typeof storage?.getDirectory !== 'function') return false
  return storage.getDirectory().then(
    () => true,
    () => false,
  )
}

/** The map in the origin's private file system, a file for each name. A file takes its new content when it is closed. */
export function createOpfsMapShelf(storage: PrivateFiles): MapShelf {
  /** Files as they were opened: the way to one has four steps, each of which waits for a page that is busy drawing. */
  const opened = new Map<string, Promise<File | null>>()
  const folder = async (): Promise<FileSystemDirectoryHandle> =>
    (await storage.getDirectory()).getDirectoryHandle(folderName, { create: true })

  async function openFile(name: string): Promise<File | null> {
    const handle = await orNull((await folder()).getFileHandle(name))
    return handle && orNull(handle.getFile())
  }

  async function readFrom(
    name: string,
    part: { from: number; length: number } | undefined,
  ): Promise<ArrayBuffer | null> {
    const file = await (opened.get(name) ?? opened.set(name, openFile(name)).get(name))
    if (!file) opened.delete(name)
    return file ? (part ? file.slice(part.from, part.from + part.length) : file).arrayBuffer() : null
  }

  async function write(name: string, bytes: ArrayBuffer): Promise<void> {
    opened.delete(name)
    const file = await (await folder()).getFileHandle(name, { create: true })
    const writable = await file.createWritable()
    try {
      await writable.write(bytes)
    } catch (failure) {
      await writable.abort()
      throw failure
    }
    await writable.close()
  }

  return {
    names: async () => {
      const found: string[] = []
      for await (const name of (await folder()).keys()) found.push(name)
      return found
    },
    read: async (name, part) => {
      try {
        return await readFrom(name, part)
      } catch {
        // Written by another window, or cleared since: the file of before is stale for ever.
        opened.delete(name)
        return readFrom(name, part)
      }
    },
    write: async (name, bytes) => {
      try {
        await write(name, bytes)
      } catch (failure) {
        // The name may stand there with nothing in it.
        await orNull((await folder()).removeEntry(name))
        throw isQuota(failure) ? new DeviceProblem('storage/full', failure) : failure
      }
    },
    remove: async (name) => {
      opened.delete(name)
      await orNull((await folder()).removeEntry(name))
    },
  }
}
