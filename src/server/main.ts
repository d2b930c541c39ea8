import { existsSync, mkdirSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { systemRandom } from '../lib/random.ts'
import type { AppDeps } from './app-deps.ts'
import { announce } from './announce.ts'
import { buildApp } from './app.ts'
import { clockFrom } from './clock-from.ts'
import { configHelp, ConfigError, loadConfig, type Config } from './config.ts'
import { createLiveNews } from './live-news.ts'
import { createFolderDerivativeCache } from './photos/folder/folder-derivative-cache.ts'
import { createFolderPartStore } from './photos/folder/folder-part-store.ts'
import { createPictures } from './photos/pictures.ts'
import { ensureSampleBureau, type SampleBureau } from './sample/sample-bureau.ts'
import { ensureEpoch } from './services/epoch.ts'
import { createPasswordHasher } from './services/password-hasher.ts'
import { isEmpty } from './services/setup.ts'
import { openSqliteStore } from './store/sqlite/sqlite-store.ts'
import { stopOnSignals } from './stop-on-signals.ts'

const stagingKeptMs = 7 * 24 * 60 * 60 * 1000

function builtApp(): string {
  const distDir = fileURLToPath(new URL('../../dist', import.meta.url))
  if (!existsSync(join(distDir, 'index.html'))) throw new ConfigError('dist 里没有构建好的应用：请用 npm start 启动，或先运行 npm run build')
  return distDir
}

/** The only place that builds the server's adapters. */
async function compose(config: Config): Promise<{ deps: AppDeps; sample: SampleBureau | null }> {
  const clock = clockFrom(config.clockStartMs)
  mkdirSync(config.dataDir, { recursive: true })
  const store = await openSqliteStore(join(config.dataDir, 'xunhu.sqlite'))
  const freeBytes = (): Promise<number> => {
    const { bavail, bsize } = statfsSync(config.dataDir)
    return Promise.resolve(bavail * bsize)
  }
  const partStore = createFolderPartStore({ root: join(config.dataDir, 'parts'), freeBytes })
  await partStore.sweep(clock.now() - stagingKeptMs)
  await ensureEpoch(store, systemRandom)
  const passwords = createPasswordHasher(systemRandom)
  const sample = config.sample
    ? await ensureSampleBureau({ store, partStore, clock, timeZone: config.timeZone, passwords })
    : null
  const deps: AppDeps = {
    store,
    partStore,
    pictures: createPictures(partStore, createFolderDerivativeCache(join(config.dataDir, 'derivatives'))),
    clock,
    random: systemRandom,
    config,
    passwords,
    live: createLiveNews(),
    setupToken: (await isEmpty(store)) ? Buffer.from(systemRandom.bytes(24)).toString('base64url') : null,
    distDir: builtApp(),
    sample: sample !== null,
  }
  return { deps, sample }
}

async function main(): Promise<void> {
  if (process.argv.includes('--help')) {
    process.stdout.write(`${configHelp()}\n`)
    return
  }
  const config = loadConfig(process.env)
  const { deps, sample } = await compose(config)
  const app = await buildApp(deps)
  await app.listen({ host: config.host, port: config.port })
  stopOnSignals(async () => {
    await app.close()
    await deps.store.close()
  })
  process.stdout.write(announce(config, deps.setupToken, sample))
}

try {
  await main()
} catch (failure) {
  const isPortTaken = (failure as { code?: string }).code === 'EADDRINUSE'
  if (!(failure instanceof ConfigError) && !isPortTaken) throw failure
  process.stderr.write(`${isPortTaken ? '端口已被占用：换一个 PORT，或停掉占用它的程序' : (failure as Error).message}\n`)
  process.exit(2)
}
