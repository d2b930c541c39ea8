import { mkdirSync } from 'node:fs'
import { dataPaths } from '../backup/data-paths.ts'
import { loadConfig, type Config } from '../config.ts'
import { ConfigError } from '../config/setting.ts'
import { startFailureLine } from '../start-failure.ts'
import { openPostgresStore } from '../store/postgres/postgres-store.ts'
import { openSqliteStore } from '../store/sqlite/sqlite-store.ts'

/**
 * `npm run migrate`: brings the tables up to this build and ends, as every start does by itself.
 *
 * Before servers are replaced one by one: those of the build before go on, for migrations only expand.
 */
function stop(line: string): never {
  process.stderr.write(`${line}\n`)
  process.exit(2)
}

async function run(config: Config): Promise<void> {
  mkdirSync(config.dataDir, { recursive: true })
  const { databaseUrl, dataDir } = config
  const store = await (databaseUrl === ''
    ? openSqliteStore(dataPaths(dataDir).database)
    : openPostgresStore(databaseUrl))
  await store.close()
  process.stdout.write('✓ 数据表已是这一版的\n')
}

let config: Config | null = null
try {
  config = loadConfig(process.env)
  await run(config)
} catch (failure) {
  if (failure instanceof ConfigError) stop(failure.message)
  stop(startFailureLine(failure, config) ?? `没有升级：${String(failure)}`)
}
