import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Sha256 } from '../../domain/ids.ts'
import { createPartPaths } from '../photos/folder/part-paths.ts'
import type { PartStore } from '../photos/part-store.ts'

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

/**
 * Copies a part that is not there yet, and reads back what was written: it must hash to its name.
 *
 * False where the source is gone or damaged; nothing is there then. One that is there was checked when it came.
 */
export async function copyPart(from: PartStore, toRoot: string, sha256: Sha256): Promise<boolean> {
  const to = createPartPaths(toRoot).blob(sha256)
  if (existsSync(to)) return true
  const stored = await from.open(sha256)
  if (!stored) return false
  const unfinished = `${to}${unfinishedSuffix}`
  await mkdir(dirname(to), { recursive: true })
  await pipeline(stored.stream, createWriteStream(unfinished))
  await syncPath(unfinished)
  if ((await hashOfFile(unfinished)) !== sha256) {
    await rm(unfinished)
    return false
  }
  await rename(unfinished, to)
  await syncPath(dirname(to))
  return true
}

/** Finished backups, oldest first. */
async function listBackups(backupDir: string): Promise<readonly string[]> {
  return (await readdir(backupDir)).filter(isBackup).sort()
}

/** The database is copied whole each time: the newest are kept, and the last of each of the days before. */
const keptNewest = 6
const keptDays = 14

function superfluousBackups(names: readonly string[]): readonly string[] {
  const newest = names.slice(-keptNewest)
  const lastOfDay = new Map(names.map((name) => [name.slice(0, 10), name]))
  const kept = new Set([...newest, ...[...lastOfDay.values()].slice(-keptDays)])
  return names.filter((name) => !kept.has(name))
}

/** Removes what is too old, and what a crash left half-made. */
export async function pruneBackups(backupDir: string): Promise<void> {
  const names = await readdir(backupDir)
  const unfinished = names.filter((name) => name.endsWith(unfinishedSuffix))
  for (const name of [...unfinished, ...superfluousBackups(await listBackups(backupDir))])
    await rm(join(backupDir, name), { recursive: true, force: true })
}

export const sizeOf = async (path: string): Promise<number> => (await stat(path)).size
