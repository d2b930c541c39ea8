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
  /** Asked for anew each time: a handle from before the storage was cleared is stale for ever. */
  const folder = async (): Promise<FileSystemDirectoryHandle> =>
    (await storage.getDirectory()).getDirectoryHandle(folderName, { create: true })

  async function write(name: string, bytes: ArrayBuffer): Promise<void> {
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
      const handle = await orNull((await folder()).getFileHandle(name))
      const file = handle && (await orNull(handle.getFile()))
      if (!file) return null
      return (part ? file.slice(part.from, part.from + part.length) : file).arrayBuffer()
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
      await orNull((await folder()).removeEntry(name))
    },
  }
}
