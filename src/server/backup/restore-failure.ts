import type { Config } from '../config.ts'
import { NoRoomForPartsError } from '../move/move-parts.ts'
import { NotEmptyError } from '../move/move-rows.ts'
import { startFailureLine } from '../start-failure.ts'
import { StoreInUseError } from '../store/sqlite/one-process.ts'
import { DamagedBackupError } from './manifest.ts'
import { NoBackupError } from './read-backup.ts'
import { HalfRestoredError } from './restore-into-postgres.ts'

/** What a restore that failed ends with: 1 where a database is left that is not to be used, 2 where it is as it was. */
export interface RestoreFailure {
  readonly code: 1 | 2
  readonly line: string
}

function lineOf(failure: unknown, asked: string, config: Config): string {
  if (failure instanceof StoreInUseError) return `DATA_DIR=${config.dataDir} 正在使用：请先停掉巡护服务器`
  if (failure instanceof NoBackupError) return `${asked} 里没有备份`
  if (failure instanceof DamagedBackupError) return `${asked} 损坏：${failure.message}`
  if (failure instanceof NotEmptyError)
    return 'DATABASE_URL 的数据库里已有数据：恢复要一个空的（createdb 另建一个），里面的数据没有动'
  if (failure instanceof NoRoomForPartsError) return 'PARTS_STORE 满了：腾出地方再来一次，会接着放'
  return startFailureLine(failure, config) ?? `没有恢复：${String(failure)}`
}

/** Says in one line why, and what is to be done. */
export function restoreFailure(failure: unknown, asked: string, config: Config): RestoreFailure {
  if (!(failure instanceof HalfRestoredError)) return { code: 2, line: lineOf(failure, asked, config) }
  const why = startFailureLine(failure.cause, config) ?? String(failure.cause)
  return {
    code: 1,
    line: `✗ 行已写进 DATABASE_URL 的数据库，后面的没有做完：${why}。请不要启用这个数据库：删掉，另建一个空的再恢复`,
  }
}
