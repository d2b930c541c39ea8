import * as fs from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { FileCalls } from '../../src/server/photos/folder/file-calls.ts'
import type { Fuse } from './fuse.ts'

/** The medium of the photos' folder. */
export interface ServerDisk {
  /** That a file still takes before ENOSPC. */
  roomBytes: number
  /** What the system says of it; a disk may run full although it said otherwise. */
  saidFreeBytes: number
}

const diskFull = (): Error => Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })

/** As much as was written when the disk was full, or the process gone: a file is torn, never whole by chance. */
const torn = (bytes: Uint8Array, upTo = Math.floor(bytes.byteLength / 2)): Uint8Array =>
  bytes.subarray(0, Math.max(0, upTo))

function writeBytes(descriptor: number, bytes: Uint8Array, disk: ServerDisk, fuse: Fuse): void {
  try {
    fuse.step()
  } catch (killed) {
    if (disk.roomBytes > 0) fs.writeSync(descriptor, torn(bytes))
    throw killed
  }
  if (disk.roomBytes < bytes.byteLength) {
    fs.writeSync(descriptor, torn(bytes, disk.roomBytes))
    disk.roomBytes = 0
    throw diskFull()
  }
  disk.roomBytes -= bytes.byteLength
  fs.writeFileSync(descriptor, bytes)
}

function openHandle(path: string, flags: string, disk: ServerDisk, fuse: Fuse): FileHandle {
  const descriptor = fs.openSync(path, flags)
  let isOpen = true
  const close = (): void => {
    if (isOpen) fs.closeSync(descriptor)
    isOpen = false
  }
  const handle = {
    writeFile: async (bytes: Uint8Array) => writeBytes(descriptor, bytes, disk, fuse),
    sync: async () => fuse.step(),
    stat: async () => fs.fstatSync(descriptor),
    close: async () => close(),
    createReadStream: () => {
      const bytes = fs.readFileSync(descriptor)
      close()
      return Readable.from([bytes])
    },
  }
  return handle as unknown as FileHandle
}

/**
 * The file calls of one run of the server, on real files; each is a step of its fuse.
 *
 * They answer in the same order in every run, which a thread pool does not: a seed must always give the same history. What
 * fsync promises is only seen in a power cut, which no process can play.
 */
export function createFileCalls(disk: ServerDisk, fuse: Fuse): FileCalls {
  const step =
    <A extends readonly unknown[], T>(call: (...args: A) => T) =>
    async (...args: A): Promise<T> => {
      fuse.step()
      return call(...args)
    }
  const calls = {
    mkdir: step((path: string, options: { recursive: true }) => fs.mkdirSync(path, options)),
    open: step((path: string, flags: string) => openHandle(path, flags, disk, fuse)),
    readFile: step((path: string) => fs.readFileSync(path)),
    readdir: step((path: string) => fs.readdirSync(path)),
    rename: step((from: string, to: string) => fs.renameSync(from, to)),
    rm: step((path: string, options: fs.RmOptions) => fs.rmSync(path, options)),
    stat: step((path: string) => fs.statSync(path)),
  }
  return calls as unknown as FileCalls
}
