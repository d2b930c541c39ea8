import { resolve } from 'node:path'
import { loadConfig } from '../config.ts'
import { StoreInUseError } from '../store/sqlite/one-process.ts'
import { NoBackupError, restoreBackup } from './restore-backup.ts'

/** `npm run restore -- <backup>`: puts a backup back; the server must not run. */
const [asked] = process.argv.slice(2)
const { dataDir, databaseUrl } = loadConfig(process.env)

function stop(line: string): never {
  process.stderr.write(`${line}\n`)
  process.exit(2)
}

function lineOf(failure: unknown): string {
  if (failure instanceof StoreInUseError) return `DATA_DIR=${dataDir} 正在使用：请先停掉巡护服务器`
  if (failure instanceof NoBackupError) return `${String(asked)} 里没有备份`
  return `没有恢复：${String(failure)}`
}

if (databaseUrl !== '') stop('DATABASE_URL 已设置：PostgreSQL 的备份请用 pg_restore 等工具恢复')
if (asked === undefined) stop('用法：npm run restore -- <BACKUP_DIR 里的一个备份>')
try {
  const { parts, setAside } = await restoreBackup({ dataDir, backup: resolve(asked), nowMs: Date.now() })
  const before = setAside === null ? '' : `\n原来的数据库留在 ${setAside}`
  process.stdout.write(`已恢复，照片等 ${parts} 份。启动后各手机会把还留着的记录重新送来。${before}\n`)
} catch (failure) {
  stop(lineOf(failure))
}
