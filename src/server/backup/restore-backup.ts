import { existsSync, readFileSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { openForReading } from '../store/sqlite/open-database.ts'
import { lockForOneProcess } from '../store/sqlite/one-process.ts'
import { readBesideFacts } from '../store/beside-log.ts'
import { writeSecretFile } from '../store/key-ring.ts'
import { dataPaths, type DataPaths } from './data-paths.ts'
import { backupNames, copyDurably, copyPart, syncPath } from './backup-files.ts'
import { verifyCopy, type VerifiedCopy } from './verify-copy.ts'

export interface RestoreAsked {
  readonly dataDir: string
  /** The folder of one backup. */
  readonly backup: string
  readonly nowMs: number
}

export interface Restored extends Pick<VerifiedCopy, 'revisions'> {
  readonly parts: number
  /** Where the database that stood there before is now; null where there was none. */
  readonly setAside: string | null
}

/** There is no backup in this folder. */
export class NoBackupError extends Error {}

function readBackup(path: string): VerifiedCopy {
  const copy = openForReading(path)
  try {
    return verifyCopy(copy)
  } finally {
    copy.close()
  }
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

const linesOf = (path: string): readonly string[] =>
  existsSync(path)
    ? readFileSync(path, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
    : []

/** Keys of both: receipts of either time must fit. The last one makes new marks, so what stands here comes behind. */
function joinKeys(paths: DataPaths, folder: string): void {
  const here = linesOf(paths.keys)
  const there = linesOf(join(folder, backupNames.keys)).filter((line) => !here.includes(line))
  writeSecretFile(paths.keys, `${[...there, ...here].join('\n')}\n`)
}

/** The log beside the database is never set back; only a lost one comes from the backup. */
async function bringBesideLog(paths: DataPaths, folder: string): Promise<void> {
  const kept = join(folder, backupNames.besideLog)
  if (!existsSync(paths.besideLog) && existsSync(kept)) await copyDurably(kept, paths.besideLog)
}

async function putBack({ dataDir, backup: folder, nowMs }: RestoreAsked): Promise<Restored> {
  const paths = dataPaths(dataDir)
  const source = join(folder, backupNames.database)
  const { hashes, revisions } = readBackup(source)
  // First of all: whatever the next start finds, it finds no epoch and begins a new one.
  await rm(paths.epoch, { force: true })
  await syncPath(dataDir)
  joinKeys(paths, folder)
  await bringBesideLog(paths, folder)
  const facts = await readBesideFacts(paths.besideLog)
  const erased = new Set<string>(facts.flatMap((fact) => (fact.what === 'part.erased' ? [fact.sha256] : [])))
  const wanted = hashes.filter((sha256) => !erased.has(sha256))
  for (const sha256 of wanted) await copyPart(join(dirname(folder), backupNames.parts), paths.parts, sha256)
  const aside = await setAside(paths, nowMs)
  await copyDurably(source, paths.database)
  return { revisions, parts: wanted.length, setAside: aside }
}

/**
 * Puts a backup in the place of a data folder's database, with its parts; the next start begins a new timeline.
 *
 * May be repeated after any failure. Rejects with `StoreInUseError` while a server runs on the folder, with `NoBackupError`
 * where there is no backup, and before anything is changed where the backup is not whole.
 */
export async function restoreBackup(asked: RestoreAsked): Promise<Restored> {
  if (!existsSync(join(asked.backup, backupNames.database)))
    throw new NoBackupError(`${basename(asked.backup)} holds no backup.`)
  await mkdir(asked.dataDir, { recursive: true })
  const unlock = lockForOneProcess(dataPaths(asked.dataDir).database)
  try {
    return await putBack(asked)
  } finally {
    unlock()
  }
}
