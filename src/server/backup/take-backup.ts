import { existsSync } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Sha256 } from '../../domain/ids.ts'
import type { KeptHead } from '../audit/kept-head.ts'
import { readBesideFacts } from '../store/beside-log.ts'
import { openForReading } from '../store/sqlite/open-database.ts'
import type { BackupSource } from './backup-source.ts'
import { dataPaths, type DataPaths } from './data-paths.ts'
import {
  backupNames,
  copyDurably,
  copyPart,
  nameOfBackup,
  pruneBackups,
  removeUnfinished,
  syncPath,
  unfinishedName,
} from './backup-files.ts'
import { writeManifest } from './manifest.ts'
import { namedAfter } from './named-parts.ts'
import { lockBackups } from './one-backup.ts'
import { pruneParts } from './prune-parts.ts'
import { verifyCopy, type NamedPart, type VerifiedCopy } from './verify-copy.ts'

export interface BackupAsked {
  readonly dataDir: string
  readonly backupDir: string
  readonly nowMs: number
}

export interface TakenBackup extends Omit<VerifiedCopy, 'parts'> {
  readonly name: string
  readonly parts: number
  /** Of the audit in the copy; null where a build without one made it. */
  readonly audit: KeptHead | null
}

function auditHeadOf(copy: DatabaseSync): KeptHead | null {
  const table = copy.prepare(`select name from sqlite_master where name = 'audit_head'`).get()
  const head = table && copy.prepare(`select seq, hash from audit_head where chain = 'main'`).get()
  return head ? { lines: Number(head['seq']), hash: String(head['hash']) } : null
}

function verifyFile(path: string): VerifiedCopy & Pick<TakenBackup, 'audit'> {
  const copy = new DatabaseSync(path)
  try {
    // Without a log beside it, so that the copy is this one file.
    copy.exec('pragma journal_mode = delete')
    return { ...verifyCopy(copy), audit: auditHeadOf(copy) }
  } finally {
    copy.close()
  }
}

async function copyParts(
  { parts }: BackupSource,
  toRoot: string,
  { named, nowMs }: { readonly named: readonly NamedPart[]; readonly nowMs: number },
): Promise<readonly NamedPart[]> {
  const lacking: NamedPart[] = []
  for (const part of named) if (!(await copyPart(parts, toRoot, part, nowMs))) lacking.push(part)
  return lacking
}

/**
 * The backup is there, without the bytes of these: they can be read nowhere, and were not erased.
 *
 * It covers nothing, so that phones keep what they hold; but a photo that is lost must not keep all records from being backed up.
 */
export class LostPartsError extends Error {
  readonly backup: string
  readonly lost: readonly Sha256[]

  constructor(backup: string, lost: readonly Sha256[]) {
    super(`Parts that can be read nowhere: ${lost.length}, such as ${lost.slice(0, 3).join(', ')}.`)
    this.backup = backup
    this.lost = lost
  }
}

/** What is not there may have been erased since the rows were copied; everything else is lost. */
async function lostOf(folder: string, lacking: readonly NamedPart[]): Promise<readonly Sha256[]> {
  if (lacking.length === 0) return []
  const facts = await readBesideFacts(join(folder, backupNames.besideLog))
  const copy = openForReading(join(folder, backupNames.database))
  try {
    return namedAfter(facts, copy, lacking).map(({ sha256 }) => sha256)
  } finally {
    copy.close()
  }
}

/** The log comes after the parts, so that it holds the erasure of each that was gone by then. */
async function copyBeside(paths: DataPaths, folder: string): Promise<readonly string[]> {
  const { keys, besideLog } = backupNames
  await copyDurably(paths.keys, join(folder, keys))
  if (!existsSync(paths.besideLog)) return [keys]
  await copyDurably(paths.besideLog, join(folder, besideLog))
  return [keys, besideLog]
}

/**
 * Makes a backup of what servers hold, in use or not, and reads it back.
 *
 * Resolves once all of it is on the medium; until then no folder has the name of a backup. Rejects with `LostPartsError` where
 * it had to do without bytes that the database says are stored, and with `BackupRunningError` while another one is being made in
 * the folder.
 */
export async function takeBackup(
  { dataDir, backupDir, nowMs }: BackupAsked,
  source: BackupSource,
): Promise<TakenBackup> {
  await mkdir(backupDir, { recursive: true })
  const unlock = lockBackups(backupDir)
  try {
    return await writeBackup({ dataDir, backupDir, nowMs }, source)
  } finally {
    unlock()
  }
}

async function writeBackup({ dataDir, backupDir, nowMs }: BackupAsked, source: BackupSource): Promise<TakenBackup> {
  const name = nameOfBackup(nowMs)
  await removeUnfinished(backupDir)
  const folder = join(backupDir, unfinishedName(name))
  await mkdir(folder)
  const database = join(folder, backupNames.database)
  await source.copyRows(database)
  const { parts: named, ...verified } = verifyFile(database)
  const lacking = await copyParts(source, join(backupDir, backupNames.parts), { named, nowMs })
  const beside = await copyBeside(dataPaths(dataDir), folder)
  const lost = await lostOf(folder, lacking)
  await syncPath(database)
  await writeManifest(folder, [backupNames.database, ...beside])
  await syncPath(folder)
  await rename(folder, join(backupDir, name))
  await syncPath(backupDir)
  // Also where something is lost: what was erased is not to stay in backups for as long as that.
  await pruneBackups(backupDir, nowMs)
  await pruneParts(backupDir)
  if (lost.length > 0) throw new LostPartsError(name, lost)
  return { name, ...verified, parts: named.length - lacking.length }
}
