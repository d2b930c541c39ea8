import { writtenHead } from '../audit/kept-head.ts'
import { configOrStop } from '../config/config-or-stop.ts'
import { openPhotos } from '../photos/open-photos.ts'
import { startFailureLine } from '../start-failure.ts'
import { folderSource, type BackupSource } from './backup-source.ts'
import { copyPostgresRows } from './copy-postgres-rows.ts'
import { dataPaths } from './data-paths.ts'
import { BackupRunningError } from './one-backup.ts'
import { LostPartsError, takeBackup } from './take-backup.ts'

/**
 * `npm run backup`: one backup now, of servers that run or not, wherever they keep rows and photos.
 *
 * Marks nothing: only the server's own backups free photos. Exit codes: 0 all is in it, 3 it is there without photos that can be
 * read nowhere, 2 there is none.
 */
const config = configOrStop(process.env)
const { dataDir, backupDir, databaseUrl, partsStore } = config

function stop(line: string, exitCode = 2): never {
  process.stderr.write(`${line}\n`)
  process.exit(exitCode)
}

const lostLines = ({ backup, lost }: LostPartsError): string =>
  [`备份 ${backupDir}/${backup} 里记录都在，只缺 ${lost.length} 份哪里都读不出的照片等：`, ...lost].join('\n')

async function source(): Promise<BackupSource> {
  const { copyRows } = folderSource(dataDir)
  const { partStore } = await openPhotos(partsStore, dataDir, dataPaths(dataDir))
  return { copyRows: databaseUrl === '' ? copyRows : (to) => copyPostgresRows(databaseUrl, to), parts: partStore }
}

if (backupDir === '') stop('请先设置 BACKUP_DIR：备份放在哪里')
try {
  const { name, parts, audit } = await takeBackup({ dataDir, backupDir, nowMs: Date.now() }, await source())
  process.stdout.write(`备份已完成并核对：${backupDir}/${name}，照片等 ${parts} 份\n`)
  // Whoever mails this output keeps it where no holder of the database can reach.
  if (audit !== null && audit.lines > 0) process.stdout.write(`审计末行，请另行留存：${writtenHead(audit)}\n`)
} catch (failure) {
  if (failure instanceof BackupRunningError) stop(`BACKUP_DIR=${backupDir} 里另一个备份还没有完成，请等它完成再备份`)
  if (failure instanceof LostPartsError) stop(lostLines(failure), 3)
  stop(`备份没有完成：${startFailureLine(failure, config) ?? String(failure)}`)
}
