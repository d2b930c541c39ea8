import { createHash } from 'node:crypto'
import { createDatabase, type XunhuDatabase } from '../../src/device/database/database.ts'
import { openDatabase } from '../../src/device/database/open-database.ts'
import { createJournal } from '../../src/device/journal/create-journal.ts'
import type { Digest } from '../../src/device/journal/digest.ts'
import type { Journal } from '../../src/device/journal/journal.ts'
import { createPhotoShelf } from '../../src/device/photos/create-photo-shelf.ts'
import type { PhotoShelf } from '../../src/device/photos/photo-shelf.ts'
import { createSyncEngine } from '../../src/device/sync/create-sync-engine.ts'
import { deviceReport } from '../../src/device/sync/device-report.ts'
import { noPassLock } from '../../src/device/sync/pass-lock.ts'
import type { SyncEngine } from '../../src/device/sync/sync-engine.ts'
import type { Triggers } from '../../src/device/sync/triggers.ts'
import type { DeviceId, PersonId, Sha256 } from '../../src/domain/ids.ts'
import type { Random } from '../../src/lib/random.ts'
import { passThroughPipeline } from '../support/phone-storage.ts'
import { createBrowserHttp } from './browser-http.ts'
import type { Line } from './faulty-network.ts'
import { createFuse, type Fuse } from './fuse.ts'
import type { Handset } from './handset.ts'
import { connectFaults } from './phone-storage-faults.ts'

/** The app as it runs from a start to a kill. */
export interface Run {
  readonly db: XunhuDatabase
  readonly journal: Journal
  readonly photos: PhotoShelf
  readonly sync: SyncEngine
  readonly fuse: Fuse
  /** A second window of the same browser, with a connection and an engine of its own. */
  openWindow(): Promise<{ readonly sync: SyncEngine; close(): void }>
}

export interface RunParts {
  readonly handset: Handset
  readonly line: Line
  readonly random: Random
  readonly personId: PersonId
  readonly device: DeviceId
  readonly bootId: string
  onEmptied(): void
}

const never = new Promise<never>(() => undefined)

/** Passes start when the history says so. */
const noTriggers: Triggers = {
  start: () => undefined,
  stop: () => undefined,
  soon: () => undefined,
  after: () => undefined,
}

/** At once: a thread pool's answers would come in another order in each run. */
const digest: Digest = (bytes) =>
  Promise.resolve(createHash('sha256').update(new Uint8Array(bytes)).digest('hex') as Sha256)

/** Where a phone remembers that this person's database was there. */
export const sentinelKeyOf = (personId: PersonId): string => `sentinel-${personId}`

async function openWindow(parts: RunParts, fuse: Fuse) {
  const { handset, line, random, personId, device, bootId } = parts
  const { clock, memory } = handset
  const sleep = (): Promise<void> => (fuse.isBlown() ? never : new Promise((resolve) => setImmediate(resolve)))
  const db = createDatabase({ personId, ...handset.engine() })
  connectFaults(db, fuse, handset.room)
  const sentinelKey = sentinelKeyOf(personId)
  await openDatabase(db, {
    memory: { load: () => memory.getItem(sentinelKey), save: (mark) => memory.setItem(sentinelKey, mark) },
    makeMark: () => `${bootId}-mark`,
    nowMs: () => clock.now(),
    sleep,
    onProblem: (problem) => {
      if (problem.code === 'storage/emptied') parts.onEmptied()
    },
  })
  const sync = createSyncEngine(
    {
      db,
      http: createBrowserHttp(line, handset.cookies, fuse),
      clock,
      random,
      digest,
      sleep,
      personId,
      device,
      bootId,
      appBuild: 'simulated',
      // No lock: the server's idempotency alone keeps two windows from harm.
      lock: noPassLock,
      report: () => deviceReport(db, { storage: 'persisted', freeBytes: null, sentinelLost: false }),
    },
    noTriggers,
  )
  return { db, sync, sleep }
}

/** Starts the app on what the storage holds. */
export async function startApp(parts: RunParts): Promise<Run> {
  const fuse = createFuse()
  const { db, sync, sleep } = await openWindow(parts, fuse)
  const { random, personId, device, bootId } = parts
  const { clock } = parts.handset
  return {
    db,
    sync,
    fuse,
    journal: createJournal({
      db,
      clock,
      random,
      digest,
      sleep,
      author: personId,
      device,
      bootId,
      onRecorded: () => sync.nudge(),
    }),
    photos: createPhotoShelf({ db, clock, random, digest, pipeline: passThroughPipeline, sleep }),
    openWindow: async () => {
      const window = await openWindow(parts, fuse)
      return { sync: window.sync, close: () => window.db.close() }
    },
  }
}
