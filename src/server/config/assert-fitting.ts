import type { Config } from '../config.ts'
import { ConfigError } from './setting.ts'

const loopback = ['127.0.0.1', '::1', 'localhost']

/** What each setting allows by itself and not beside another. */
export function assertFitting({ sample, host }: Config): void {
  if (sample && !loopback.includes(host))
    throw new ConfigError(`HOST=${host} 不能用：示例区的密码是公开的，只能在 127.0.0.1 上运行；正式使用请设 SAMPLE=0`)
}

/**
 * A server backs up by itself what its own data folder holds; of the rest it would promise phones a backup that nobody makes.
 *
 * `npm run backup` takes both.
 */
export function assertBacksUpItself({ backupDir, databaseUrl, partsStore }: Config): void {
  if (backupDir !== '' && databaseUrl !== '')
    throw new ConfigError('BACKUP_DIR 不要和 DATABASE_URL 一起设给服务器：PostgreSQL 请定时运行 npm run backup')
  if (backupDir !== '' && partsStore !== 'folder')
    throw new ConfigError('BACKUP_DIR 不要和 PARTS_STORE=s3://… 一起设给服务器：请定时运行 npm run backup')
}
