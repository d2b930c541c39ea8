import { existsSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { readBesideFacts, type BesideFact } from '../store/beside-log.ts'
import { writeSecretFile } from '../store/key-ring.ts'
import { backupNames, copyDurably, syncPath } from './backup-files.ts'
import { dataPaths, type DataPaths } from './data-paths.ts'

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

/**
 * Makes what stands beside the database fit one that comes out of the backup in this folder.
 *
 * Resolves with what the restored database must not bring back.
 */
export async function readyDataFolder(dataDir: string, folder: string): Promise<readonly BesideFact[]> {
  const paths = dataPaths(dataDir)
  // First of all: whatever the next start finds, it finds no epoch and begins a new one.
  await rm(paths.epoch, { force: true })
  await syncPath(dataDir)
  joinKeys(paths, folder)
  await bringBesideLog(paths, folder)
  return readBesideFacts(paths.besideLog)
}
