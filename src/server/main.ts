import { existsSync, mkdirSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { systemRandom } from '../lib/random.ts'
import type { AppDeps } from './app-deps.ts'
import { announce } from './announce.ts'
import { buildApp } from './app.ts'
import { dataPaths, type DataPaths } from './backup/data-paths.ts'
import { keepSafe } from './backup/keep-safe.ts'
import { clockFrom } from './clock-from.ts'
import { configHelp, ConfigError, loadConfig, type Config } from './config.ts'
import { keepAssets } from './kept-assets.ts'
import { keepRetention } from './keep-retention.ts'
import { createLiveNews } from './live-news.ts'
import { createFolderDerivativeCache } from './photos/folder/folder-derivative-cache.ts'
import { createFolderPartStore } from './photos/folder/folder-part-store.ts'
import { createPictures } from './photos/pictures.ts'
import { repeat } from './repeat.ts'
import { keepShiftsToppedUp } from './sample/keep-shifts-topped-up.ts'
import { ensureSampleBureau, type SampleBureau } from './sample/sample-bureau.ts'
import { assertSampleApart } from './sample-apart.ts'
import { ensureEpoch } from './services/epoch.ts'
import { recallErasures } from './services/erase-parts.ts'
import { createPasswordHasher } from './services/password-hasher.ts'
import { rebuildRows } from './services/rebuild-rows.ts'
import { isEmpty } from './services/setup.ts'
import { startFailureLine } from './start-failure.ts'
import { stopOnSignals } from './stop-on-signals.ts'
import { createBesideLog } from './store/beside-log.ts'
import { openKeyRing } from './store/key-ring.ts'
import { openPostgresStore } from './store/postgres/postgres-store.ts'
import { openSqliteStore } from './store/sqlite/sqlite-store.ts'
import type { Store } from './store/store.ts'

/** Chunks of an upload that nobody went on with. */
const stagingKeptMs = 7 * 24 * 60 * 60 * 1000

function assertBuilt({ distDir }: Config): void {
  if (!existsSync(join(distDir, 'index.html')))
    throw new ConfigError('dist 里没有构建好的应用：请用 npm start 启动，或先运行 npm run build')
}

async function freeBytesIn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

const openStore = ({ databaseUrl }: Config, { database }: DataPaths): Promise<Store> =>
  databaseUrl === '' ? openSqliteStore(database) : openPostgresStore(databaseUrl)

/** The only place that builds the server's adapters. */
async function compose(config: Config): Promise<{ deps: AppDeps; sample: SampleBureau | null }> {
  assertBuilt(config)
  const clock = clockFrom(config.clockStartMs)
  const { dataDir, timeZone } = config
  mkdirSync(dataDir, { recursive: true })
  const paths = dataPaths(dataDir)
  const store = await openStore(config, paths)
  const partStore = createFolderPartStore({ root: paths.parts, freeBytes: () => freeBytesIn(dataDir) })
  await assertSampleApart(store, config)
  await partStore.sweep(clock.now() - stagingKeptMs)
  const besideLog = createBesideLog(paths.besideLog)
  await ensureEpoch({ store, besideLog, random: systemRandom, epochPath: paths.epoch })
  const passwords = createPasswordHasher(systemRandom)
  const sample = config.sample ? await ensureSampleBureau({ store, partStore, clock, timeZone, passwords }) : null
  const deps: AppDeps = {
    store,
    besideLog,
    keys: openKeyRing(paths.keys, systemRandom),
    epochPath: paths.epoch,
    partStore,
    pictures: createPictures(partStore, createFolderDerivativeCache(paths.derivatives)),
    clock,
    random: systemRandom,
    config,
    passwords,
    live: createLiveNews(),
    setupToken: (await isEmpty(store)) ? Buffer.from(systemRandom.bytes(24)).toString('base64url') : null,
    distDir: config.distDir,
    // A full disk must not keep the records from arriving.
    keptAssetsDirs: await keepAssets(config.distDir, join(dataDir, 'app-assets'), clock).catch(() => []),
    sample: sample !== null,
  }
  return { deps, sample }
}

async function start(config: Config): Promise<void> {
  const { deps, sample } = await compose(config)
  await recallErasures(deps)
  const app = await buildApp(deps)
  await app.listen({ host: config.host, port: config.port })
  const { store, clock } = deps
  const onFailure = (failure: unknown): void => app.log.warn(failure, 'the sample’s shifts were not topped up')
  const endTopUps =
    sample === null
      ? () => undefined
      : keepShiftsToppedUp({ store, clock, timeZone: config.timeZone, repeat, onFailure })
  const stopping = new AbortController()
  rebuildRows(store, stopping.signal).catch((failure: unknown) =>
    app.log.error(failure, 'the ledger was not made anew; the next start goes on'),
  )
  const endRetention = keepRetention({
    eraser: deps,
    days: config.retention,
    repeat,
    onErased: (parts) => app.log.warn({ parts }, 'parts were erased: their time was over'),
    onFailure: (failure) => app.log.error(failure, 'what is due was not erased; the next run goes on'),
  })
  const endKeepingSafe = keepSafe(deps, repeat, app.log)
  stopOnSignals(async () => {
    stopping.abort()
    endRetention()
    endTopUps()
    await app.close()
    await endKeepingSafe()
    await store.close()
  })
  process.stdout.write(announce(config, deps.setupToken, sample))
}

/** Runs `step`; a start that a setting stopped ends with one line and code 2, anything else is a fault of ours. */
async function orStopWithOneLine<T>(config: Config | null, step: () => T | Promise<T>): Promise<T> {
  try {
    return await step()
  } catch (failure) {
    const line = startFailureLine(failure, config)
    if (line === null) throw failure
    process.stderr.write(`${line}\n`)
    process.exit(2)
  }
}

if (process.argv.includes('--help')) {
  process.stdout.write(`${configHelp()}\n`)
} else {
  const config = await orStopWithOneLine(null, () => loadConfig(process.env))
  await orStopWithOneLine(config, () => start(config))
}
