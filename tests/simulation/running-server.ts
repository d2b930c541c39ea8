import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import type { FastifyInstance } from 'fastify'
import { createSeededRandom } from '../../src/lib/random.ts'
import type { AppDeps } from '../../src/server/app-deps.ts'
import { createMissedSights } from '../../src/server/audit/missed-sights.ts'
import { buildApp } from '../../src/server/app.ts'
import { dataPaths } from '../../src/server/backup/data-paths.ts'
import { loadConfig } from '../../src/server/config.ts'
import { createLiveNews } from '../../src/server/live-news.ts'
import { createFolderPartStore } from '../../src/server/photos/folder/folder-part-store.ts'
import type { PartStore } from '../../src/server/photos/part-store.ts'
import type { Pictures } from '../../src/server/photos/pictures.ts'
import { ensureEpoch } from '../../src/server/services/epoch.ts'
import { recallErasures } from '../../src/server/services/recall-erasures.ts'
import type { PasswordHasher } from '../../src/server/services/password-hasher.ts'
import { createBesideLog } from '../../src/server/store/beside-log.ts'
import { openKeyRing } from '../../src/server/store/key-ring.ts'
import { createSqliteRunner } from '../../src/server/store/sqlite/connection.ts'
import { openForReading, openForWriting } from '../../src/server/store/sqlite/open-database.ts'
import { openSqliteStore, type SqliteParts } from '../../src/server/store/sqlite/sqlite-store.ts'
import type { ManualClock } from '../support/manual-clock.ts'
import { connectStatements } from './doomed-database.ts'
import { createFuse, type Fuse } from './fuse.ts'
import { createFileCalls, type ServerDisk } from './server-disk.ts'

/** The server from a start to its end. */
export interface RunningServer {
  readonly app: FastifyInstance
  readonly deps: AppDeps
  readonly fuse: Fuse
  /** Of the one connection that writes. */
  readonly raw: DatabaseSync
}

/** Passwords of a simulation prove nothing; hashing them would be a tenth of its time. */
export const plainPasswords: PasswordHasher = {
  hash: (password) => Promise.resolve(`plain$${password}`),
  matches: (password, stored) => Promise.resolve(stored === `plain$${password}`),
  isOutdated: () => false,
}

/** Every fourth picture, by its first byte, is one that no decoder reads. */
function createPlainPictures(partStore: PartStore): Pictures {
  return {
    derive: async (sha256) => {
      const stored = await partStore.open(sha256)
      const bytes = stored && Buffer.concat(await stored.stream.toArray())
      return bytes && (bytes[0] ?? 0) % 4 > 0 ? bytes : null
    },
    remove: () => Promise.resolve(),
  }
}

/** Without threads: what they answer first would differ from run to run. */
function storeParts(fuse: Fuse, keep: (raw: DatabaseSync) => void): SqliteParts {
  return {
    openForWriting: (path) => {
      const raw = openForWriting(path)
      connectStatements(raw, fuse)
      keep(raw)
      return raw
    },
    startQueryThread: (path) => {
      const raw = openForReading(path)
      return { run: createSqliteRunner(raw), stop: () => Promise.resolve(raw.close()) }
    },
  }
}

/** The real server on these files, as `main.ts` builds it. */
export async function openServer(
  dataDir: string,
  clock: ManualClock,
  disk: ServerDisk,
  seed: number,
): Promise<RunningServer> {
  const fuse = createFuse()
  const random = createSeededRandom(seed)
  let raw: DatabaseSync | undefined
  const store = await openSqliteStore(
    join(dataDir, 'xunhu.sqlite'),
    storeParts(fuse, (opened) => (raw = opened)),
  )
  const paths = dataPaths(dataDir)
  const besideLog = createBesideLog(paths.besideLog, store.alone)
  await ensureEpoch({ store, besideLog, random, epochPath: paths.epoch, clock })
  await recallErasures({ store, besideLog, clock })
  const partStore = createFolderPartStore({
    root: join(dataDir, 'parts'),
    files: createFileCalls(disk, fuse),
    freeBytes: () => Promise.resolve(disk.saidFreeBytes),
  })
  const deps: AppDeps = {
    store,
    besideLog,
    keys: openKeyRing(paths.keys, random),
    epochPath: paths.epoch,
    partStore,
    pictures: createPlainPictures(partStore),
    clock,
    random,
    // Only so that it tells phones what is covered: the backups themselves are the simulation's own.
    config: loadConfig({ DATA_DIR: dataDir, SAMPLE: '0', BACKUP_DIR: join(dataDir, 'backups') }),
    passwords: plainPasswords,
    identity: null,
    live: createLiveNews(),
    missedSights: createMissedSights(),
    setupToken: null,
    distDir: null,
    keptAssetsDirs: [],
    sample: false,
  }
  return { app: await buildApp(deps, { logs: false }), deps, fuse, raw: raw as DatabaseSync }
}
