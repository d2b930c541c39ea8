import { existsSync } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'
import { openForReading } from '../store/sqlite/open-database.ts'
import { dataPaths } from './data-paths.ts'
import {
  backupNames,
  copyDurably,
  copyPart,
  nameOfBackup,
  pruneBackups,
  syncPath,
  unfinishedName,
} from './backup-files.ts'
import { verifyCopy, type VerifiedCopy } from './verify-copy.ts'

export interface BackupAsked {
  readonly dataDir: string
  readonly backupDir: string
  readonly nowMs: number
}

export interface TakenBackup extends Omit<VerifiedCopy, 'hashes'> {
  readonly name: string
  readonly parts: number
}

/** All pages in one step: between two, a write to the source would begin the copy anew, on a busy server for ever. */
const allPages = 2 ** 31 - 1

/** One file of one moment, whatever is written meanwhile. */
async function copyDatabase(from: string, to: string): Promise<void> {
  const source = openForReading(from)
  try {
    await backup(source, to, { rate: allPages })
  } finally {
    source.close()
  }
}

function verifyFile(path: string): VerifiedCopy {
  const copy = new DatabaseSync(path)
  try {
    // Without a log beside it, so that the copy is this one file.
    copy.exec('pragma journal_mode = delete')
    return verifyCopy(copy)
  } finally {
    copy.close()
  }
}

/**
 * Makes a backup of a data folder, in use or not, and reads it back.
 *
 * Resolves once all of it is on the medium; until then no folder has the name of a backup. Rejects where anything that the
 * database says is stored is not there whole.
 */
export async function takeBackup({ dataDir, backupDir, nowMs }: BackupAsked): Promise<TakenBackup> {
  const paths = dataPaths(dataDir)
  const name = nameOfBackup(nowMs)
  await mkdir(backupDir, { recursive: true })
  await pruneBackups(backupDir)
  const folder = join(backupDir, unfinishedName(name))
  await mkdir(folder)
  const database = join(folder, backupNames.database)
  await copyDatabase(paths.database, database)
  const { hashes, ...verified } = verifyFile(database)
  for (const sha256 of hashes) await copyPart(paths.parts, join(backupDir, backupNames.parts), sha256)
  await copyDurably(paths.keys, join(folder, backupNames.keys))
  if (existsSync(paths.besideLog)) await copyDurably(paths.besideLog, join(folder, backupNames.besideLog))
  await syncPath(database)
  await syncPath(folder)
  await rename(folder, join(backupDir, name))
  await syncPath(backupDir)
  return { name, ...verified, parts: hashes.length }
}
