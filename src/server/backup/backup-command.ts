import { loadConfig } from '../config.ts'
import { startFailureLine } from '../start-failure.ts'
import { takeBackup } from './take-backup.ts'

/** `npm run backup`: one backup now, of a server that runs or not. Marks nothing: only the server's own backups free photos. */
const { dataDir, backupDir } = loadConfig(process.env)

function stop(line: string): never {
  process.stderr.write(`${line}\n`)
  process.exit(2)
}

if (backupDir === '') stop('请先设置 BACKUP_DIR：备份放在哪里')
try {
  const { name, parts } = await takeBackup({ dataDir, backupDir, nowMs: Date.now() })
  process.stdout.write(`备份已完成并核对：${backupDir}/${name}，照片等 ${parts} 份\n`)
} catch (failure) {
  stop(`备份没有完成：${startFailureLine(failure, null) ?? String(failure)}`)
}
