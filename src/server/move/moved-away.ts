import { existsSync, renameSync } from 'node:fs'
import type { Config } from '../config.ts'
import { ConfigError } from '../config/setting.ts'
import type { DataPaths } from '../backup/data-paths.ts'

const movedName = (database: string): string => `${database}.moved`

/** The file stays, under a name that no start takes for its database. */
export function setAside({ database }: DataPaths): string {
  renameSync(database, movedName(database))
  return movedName(database)
}

/** A start that forgot `DATABASE_URL` would begin an empty bureau, and phones would be told of another timeline. */
export function assertNotMovedAway({ databaseUrl, dataDir }: Config, { database }: DataPaths): void {
  if (databaseUrl === '' && !existsSync(database) && existsSync(movedName(database)))
    throw new ConfigError(
      `DATA_DIR=${dataDir} 的数据库已搬到 PostgreSQL：请设 DATABASE_URL；要用回原来的，把 ${movedName(database)} 改回原名`,
    )
}
