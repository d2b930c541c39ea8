import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { copyFile, mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Sha256 } from '../../domain/ids.ts'
import { createPartPaths } from '../photos/folder/part-paths.ts'
import type { PartStore } from '../photos/part-store.ts'
import { PartUnreadableError, piecesOfPart } from '../photos/pieces-of-part.ts'
import type { NamedPart } from './verify-copy.ts'

/** A copy that is not finished; it is no backup, and the next one removes it. */
const unfinishedSuffix = '.unfinished'

/** Each backup is a folder with these; the parts are shared by all of them, in `parts` beside them. */
export const backupNames = { database: 'xunhu.sqlite', keys: 'keys', besideLog: 'beside.log', parts: 'parts' } as const

/** Folders named by their moment, which sort by it. */
const isBackup = (name: string): boolean => /^\d{4}-\d\d-\d\dT[\d-]+Z$/.test(name)

export const nameOfBackup = (atMs: number): string => new Date(atMs).toISOString().replaceAll(/[:.]/g, '-')
export const unfinishedName = (name: string): string => `${name}${unfinishedSuffix}`

export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

export async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer)
  return hash.digest('hex')
}

/** The file under its new name, on the medium, or no file of that name. */
export async function copyDurably(from: string, to: string): Promise<void> {
  const unfinished = `${to}${unfinishedSuffix}`
  await mkdir(dirname(to), { recursive: true })
  await copyFile(from, unfinished)
  await syncPath(unfinished)
  await rename(unfinished, to)
  await syncPath(dirname(to))
}

const dayMs = 24 * 60 * 60 * 1000

/** A medium forgets: each part is read again after one to two weeks, by its name, so that not all come at once. */
const checkedForMs = (sha256: Sha256): number => 7 * dayMs * (1 + Number.parseInt(sha256.slice(0, 2), 16) / 256)

/**
 * Whether a part that is in the backup is whole: by its size each time, now and then by its hash. Its file's time says when last.
 *
 * Bytes that came since came again: a restore may have found this copy damaged, and phones let theirs go once it is covered.
 */
async function isWhole(path: string, { sha256, sizeBytes, storedAt }: NamedPart, nowMs: number): Promise<boolean> {
  const { size, mtimeMs } = await stat(path)
  if (size !== sizeBytes) return false
  const isFresh = Math.abs(nowMs - mtimeMs) < checkedForMs(sha256) && Date.parse(storedAt) <= mtimeMs
  if (isFresh) return true
  // One that cannot be read any more is copied anew.
  if ((await hashOfFile(path).catch(() => null)) !== sha256) return false
  await utimes(path, new Date(nowMs), new Date(nowMs))
  return true
}

/** Whether all of it was written, onto the medium; what a source that cannot be read left of itself is gone again. */
async function writeUnfinished(pieces: AsyncIterable<Buffer>, unfinished: string): Promise<boolean> {
  await mkdir(dirname(unfinished), { recursive: true })
  try {
    await pipeline(pieces, createWriteStream(unfinished))
  } catch (failure) {
    if (!(failure instanceof PartUnreadableError)) throw failure
    await rm(unfinished, { force: true })
    return false
  }
  await syncPath(unfinished)
  return true
}

/** Null where it is gone, or the medium does not even say how large it is. */
async function openSource(from: PartStore, sha256: Sha256): Promise<AsyncIterable<Buffer> | null> {
  try {
    return await piecesOfPart(from, sha256)
  } catch (failure) {
    if (failure instanceof PartUnreadableError) return null
    throw failure
  }
}

/**
 * Copies a part that is not there whole, and reads back what was written: it must hash to its name.
 *
 * False where the source is gone, damaged or cannot be read; what is there stays then.
 */
export async function copyPart(from: PartStore, toRoot: string, part: NamedPart, nowMs: number): Promise<boolean> {
  const { sha256 } = part
  const to = createPartPaths(toRoot).blob(sha256)
  if (existsSync(to) && (await isWhole(to, part, nowMs))) return true
  const unfinished = `${to}${unfinishedSuffix}`
  const pieces = await openSource(from, sha256)
  if (!pieces || !(await writeUnfinished(pieces, unfinished))) return false
  if ((await hashOfFile(unfinished)) !== sha256) {
    await rm(unfinished)
    return false
  }
  await utimes(unfinished, new Date(nowMs), new Date(nowMs))
  await rename(unfinished, to)
  await syncPath(dirname(to))
  return true
}

/** Finished backups, oldest first. */
export async function listBackups(backupDir: string): Promise<readonly string[]> {
  return (await readdir(backupDir)).filter(isBackup).sort()
}

/** The database is copied whole each time: the newest are kept, and the last of each day, for as long as anything erased may live on. */
const keptNewest = 6
const keptMs = 14 * dayMs
/** However old they are: who makes one a month has the one before, should the newest rot. */
const keptAlways = 2

const momentOf = (name: string): number => Date.parse(name.replace(/T(\d\d)-(\d\d)-(\d\d)-(\d+)Z$/, 'T$1:$2:$3.$4Z'))

function superfluousBackups(names: readonly string[], nowMs: number): readonly string[] {
  const young = names.filter((name) => nowMs - momentOf(name) < keptMs)
  const lastOfDay = new Map(young.map((name) => [name.slice(0, 10), name]))
  const kept = new Set([...names.slice(-keptAlways), ...young.slice(-keptNewest), ...lastOfDay.values()])
  return names.filter((name) => !kept.has(name))
}

async function removeAll(backupDir: string, names: readonly string[]): Promise<void> {
  for (const name of names) await rm(join(backupDir, name), { recursive: true, force: true })
}

/** Removes what is too old. Call it when a new one stands: as long as none can be made, the old ones are all there is. */
export const pruneBackups = async (backupDir: string, nowMs: number): Promise<void> =>
  removeAll(backupDir, superfluousBackups(await listBackups(backupDir), nowMs))

/** Removes what a crash left half-made. */
export const removeUnfinished = async (backupDir: string): Promise<void> =>
  removeAll(
    backupDir,
    (await readdir(backupDir)).filter((name) => name.endsWith(unfinishedSuffix)),
  )

export const sizeOf = async (path: string): Promise<number> => (await stat(path)).size
