import type { Config } from '../config.ts'
import { ConfigError } from './setting.ts'

const loopback = ['127.0.0.1', '::1', 'localhost']

/** What each setting allows by itself and not beside another. */
export function assertFitting({ sample, host, backupDir, databaseUrl, partsStore }: Config): void {
  if (sample && !loopback.includes(host))
    throw new ConfigError(`HOST=${host} 不能用：示例区的密码是公开的，只能在 127.0.0.1 上运行；正式使用请设 SAMPLE=0`)
  if (backupDir !== '' && databaseUrl !== '')
    throw new ConfigError('BACKUP_DIR 不能和 DATABASE_URL 同用：PostgreSQL 请用 pg_basebackup 或 pg_dump 备份')
  if (backupDir !== '' && partsStore !== 'folder')
    throw new ConfigError('BACKUP_DIR 不能和 PARTS_STORE=s3://… 同用：桶里的照片不在备份里，请用存储自己的复制')
}
