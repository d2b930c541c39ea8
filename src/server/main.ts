import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { systemRandom } from '../lib/random.ts'
import type { AppDeps } from './app-deps.ts'
import { announce } from './announce.ts'
import { createMissedSights } from './audit/missed-sights.ts'
import { buildApp } from './app.ts'
import { dataPaths, type DataPaths } from './backup/data-paths.ts'
import { keepSafe } from './backup/keep-safe.ts'
import { clockFrom } from './clock-from.ts'
import { configHelp, loadConfig, type Config } from './config.ts'
import { assertBacksUpItself } from './config/assert-fitting.ts'
import { ConfigError } from './config/setting.ts'
import type { IdentityProvider } from './identity/identity-provider.ts'
import { keepAssets } from './kept-assets.ts'
import { createLiveNews } from './live-news.ts'
import { assertNotMovedAway } from './move/moved-away.ts'
import { openPhotos } from './photos/open-photos.ts'
import { createPictures } from './photos/pictures.ts'
import { repeat } from './repeat.ts'
import { ensureSampleBureau, type SampleBureau } from './sample/sample-bureau.ts'
import { assertSampleApart } from './sample-apart.ts'
import { ensureEpoch, readEpoch } from './services/epoch.ts'
import { recallErasures } from './services/recall-erasures.ts'
import { createPasswordHasher } from './services/password-hasher.ts'
import { isEmpty, setupTokenOf } from './services/setup.ts'
import { startChores } from './start-chores.ts'
import { startFailureLine } from './start-failure.ts'
import { stopOnSignals } from './stop-on-signals.ts'
import { createBesideLog } from './store/beside-log.ts'
import { openKeyRing } from './store/key-ring.ts'
import { clientSettings } from './store/postgres/client-settings.ts'
import { openPostgresStore } from './store/postgres/postgres-store.ts'
import { shareNews, type SharedNews } from './store/postgres/shared-news.ts'
import { openSqliteStore } from './store/sqlite/sqlite-store.ts'
import type { Store } from './store/store.ts'

/** Chunks of an upload that nobody went on with. */
const stagingKeptMs = 7 * 24 * 60 * 60 * 1000
/** No file takes longer to be written: one that is older was left by a crash. */
const writtenWithinMs = 60 * 60 * 1000

function assertBuilt({ distDir }: Config): void {
  if (!existsSync(join(distDir, 'index.html')))
    throw new ConfigError('dist 里没有构建好的应用：请用 npm start 启动，或先运行 npm run build')
}

const openStore = ({ databaseUrl }: Config, { database }: DataPaths): Promise<Store> =>
  databaseUrl === '' ? openSqliteStore(database) : openPostgresStore(databaseUrl)

function openNews({ databaseUrl }: Config): SharedNews {
  const local = createLiveNews()
  if (databaseUrl === '') return { ...local, close: () => Promise.resolve() }
  const settings = clientSettings(databaseUrl, { statementMs: null, silenceMs: null })
  return shareNews({ settings, local, server: randomUUID(), wait })
}

/** Its library is read by those servers alone that have a provider. */
async function openIdentity({ identity }: Config): Promise<IdentityProvider | null> {
  if (identity === null) return null
  return (await import('./identity/identity-provider.ts')).createIdentityProvider(identity)
}

interface Composed {
  readonly deps: AppDeps
  readonly sample: SampleBureau | null
  readonly news: SharedNews
}

/** On files that other servers of the same database may share: in their turn to start. */
async function composeOn(config: Config, store: Store, paths: DataPaths): Promise<Composed> {
  const clock = clockFrom(config.clockStartMs)
  const { dataDir, timeZone } = config
  const { partStore, derivatives } = await openPhotos(config.partsStore, dataDir, paths)
  await assertSampleApart(store, config)
  await partStore.sweep(
    clock.now() - stagingKeptMs,
    config.databaseUrl === '' ? Infinity : Date.now() - writtenWithinMs,
  )
  const besideLog = createBesideLog(paths.besideLog, store.alone)
  await ensureEpoch({ store, besideLog, random: systemRandom, epochPath: paths.epoch, clock })
  await recallErasures({ store, besideLog, clock })
  const passwords = createPasswordHasher(systemRandom)
  const sample = config.sample ? await ensureSampleBureau({ store, partStore, clock, timeZone, passwords }) : null
  const keys = openKeyRing(paths.keys, systemRandom)
  const news = openNews(config)
  const deps: AppDeps = {
    store,
    besideLog,
    keys,
    epochPath: paths.epoch,
    partStore,
    pictures: createPictures(partStore, derivatives),
    clock,
    random: systemRandom,
    config,
    passwords,
    identity: await openIdentity(config),
    live: news,
    missedSights: createMissedSights(),
    setupToken: (await isEmpty(store)) ? setupTokenOf(keys, await store.read(readEpoch)) : null,
    distDir: config.distDir,
    // A full disk must not keep the records from arriving.
    keptAssetsDirs: await keepAssets(config.distDir, join(dataDir, 'app-assets'), clock).catch(() => []),
    sample: sample !== null,
  }
  return { deps, sample, news }
}

/** The only place that builds the server's adapters. */
async function compose(config: Config): Promise<Composed> {
  assertBacksUpItself(config)
  assertBuilt(config)
  mkdirSync(config.dataDir, { recursive: true })
  const paths = dataPaths(config.dataDir)
  assertNotMovedAway(config, paths)
  const store = await openStore(config, paths)
  return store.alone('start', () => composeOn(config, store, paths))
}

async function start(config: Config): Promise<void> {
  const { deps, sample, news } = await compose(config)
  const app = await buildApp(deps)
  await app.listen({ host: config.host, port: config.port })
  const endChores = startChores({ deps, isSample: sample !== null, repeat, log: app.log })
  const endKeepingSafe = keepSafe(deps, repeat, app.log)
  stopOnSignals(async () => {
    endChores()
    await app.close()
    await endKeepingSafe()
    await news.close()
    await deps.store.close()
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
