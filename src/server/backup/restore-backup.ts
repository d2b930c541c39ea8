import { existsSync } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Sha256 } from '../../domain/ids.ts'
import { createFolderPartStore } from '../photos/folder/folder-part-store.ts'
import { freeBytesIn } from '../free-bytes.ts'
import type { PartStore } from '../photos/part-store.ts'
import { oweBytes } from '../services/owe-bytes.ts'
import { createSqliteRunner } from '../store/sqlite/connection.ts'
import { createSqliteKysely } from '../store/sqlite/dialect.ts'
import { lockForOneProcess } from '../store/sqlite/one-process.ts'
import { dataPaths, type DataPaths } from './data-paths.ts'
import { copyDurably, syncPath } from './backup-files.ts'
import { bringParts, databaseOf, readBackup } from './read-backup.ts'
import { readyDataFolder } from './ready-data-folder.ts'
import type { VerifiedCopy } from './verify-copy.ts'

export interface RestoreAsked {
  readonly dataDir: string
  /** The folder of one backup. */
  readonly backup: string
  readonly nowMs: number
}

export interface Restored extends Pick<VerifiedCopy, 'revisions'> {
  readonly parts: number
  /** Hashes of what the backup has not whole; the restored database waits for them. */
  readonly lacking: readonly Sha256[]
  /** Where the database that stood there before is now; null where there was none. */
  readonly setAside: string | null
}

/** Nothing is deleted: what the present database holds and the backup does not may be wanted yet. */
async function setAside({ database }: DataPaths, nowMs: number): Promise<string | null> {
  if (!existsSync(database)) return null
  const aside = `${database}.before-restore-${nowMs}`
  for (const suffix of ['-wal', '-shm', ''])
    if (existsSync(database + suffix)) await rename(database + suffix, aside + suffix)
  await syncPath(dirname(database))
  return aside
}

/** In the copy, whose tables may be of an older build: the start brings them up to this one. */
async function oweLacking(path: string, lacking: readonly Sha256[]): Promise<void> {
  if (lacking.length === 0) return
  const raw = new DatabaseSync(path)
  try {
    const tx = createSqliteKysely(createSqliteRunner(raw))
    raw.exec('begin immediate')
    for (const sha256 of lacking) await oweBytes(tx, sha256)
    raw.exec('commit')
  } finally {
    raw.close()
  }
}

async function putBack({ dataDir, backup: folder, nowMs }: RestoreAsked, parts: PartStore): Promise<Restored> {
  const paths = dataPaths(dataDir)
  const { parts: named, revisions } = await readBackup(folder)
  const facts = await readyDataFolder(dataDir, folder)
  const { brought, lacking } = await bringParts(folder, named, facts, parts)
  const restored = `${paths.database}.restored`
  // Copied before the present one makes room: a full disk leaves that where it is.
  await copyDurably(databaseOf(folder), restored)
  await oweLacking(restored, lacking)
  const aside = await setAside(paths, nowMs)
  await rename(restored, paths.database)
  await syncPath(dataDir)
  return { revisions, parts: brought, lacking, setAside: aside }
}

const partsIn = (dataDir: string): PartStore =>
  createFolderPartStore({ root: dataPaths(dataDir).parts, freeBytes: () => freeBytesIn(dataDir) })

/**
 * Puts a backup in the place of a data folder's database, with its parts; the next start begins a new timeline.
 *
 * May be repeated after any failure. Rejects with `StoreInUseError` while a server runs on the folder, with `NoBackupError`
 * where there is no backup, and before anything is changed where the backup is not whole.
 */
export async function restoreBackup(asked: RestoreAsked, parts: PartStore = partsIn(asked.dataDir)): Promise<Restored> {
  await mkdir(asked.dataDir, { recursive: true })
  const unlock = lockForOneProcess(dataPaths(asked.dataDir).database)
  try {
    return await putBack(asked, parts)
  } finally {
    unlock()
  }
}
