import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { createAccount } from '../../src/device/account/create-account.ts'
import { createDatabase, type XunhuDatabase } from '../../src/device/database/database.ts'
import { openDatabase } from '../../src/device/database/open-database.ts'
import { createHttpClient, type Fetch, type HttpClient } from '../../src/device/http/http-client.ts'
import { createJournal } from '../../src/device/journal/create-journal.ts'
import { createDigest } from '../../src/device/journal/digest.ts'
import type { Journal } from '../../src/device/journal/journal.ts'
import { createPhotoShelf } from '../../src/device/photos/create-photo-shelf.ts'
import type { PhotoShelf } from '../../src/device/photos/photo-shelf.ts'
import { createSyncEngine } from '../../src/device/sync/create-sync-engine.ts'
import { deviceReport } from '../../src/device/sync/device-report.ts'
import { createPassLock } from '../../src/device/sync/pass-lock.ts'
import type { SyncEngine } from '../../src/device/sync/sync-engine.ts'
import type { Triggers } from '../../src/device/sync/triggers.ts'
import type { DeviceId, PersonId } from '../../src/domain/ids.ts'
import type { Clock } from '../../src/lib/clock.ts'
import { createSeededRandom, type Random } from '../../src/lib/random.ts'
import { passThroughPipeline } from '../support/phone-storage.ts'
import { testPassword } from '../support/test-server.ts'
import type { Answer, Line } from './faulty-network.ts'
import { connectToFuse, createFuse, type Fuse } from './fuse.ts'
import type { WireCall } from './simulated-server.ts'

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

export interface SimulatedPhone {
  readonly number: string
  readonly personId: PersonId
  readonly clock: Clock
  run(): Run
  /** Ends the run without a goodbye and starts the app again on what its storage holds. */
  restart(): Promise<void>
  /** How often the app found its storage thrown away; a phone that is only killed never does. */
  emptied(): number
}

export interface PhoneParts {
  readonly number: string
  readonly line: Line
  readonly wallClock: Clock
  /** How wrong this phone's clock is, ms. */
  readonly skewMs: number
  readonly seed: number
}

const never = new Promise<never>(() => undefined)

/** Passes start when the history says so. */
const noTriggers: Triggers = {
  start: () => undefined,
  stop: () => undefined,
  soon: () => undefined,
  after: () => undefined,
}

const toPayload = (body: unknown): string | Buffer | undefined =>
  body instanceof ArrayBuffer ? Buffer.from(body) : (body as string | undefined)

/** Pages so small that every pull takes several: the real size would fit a whole history. */
const rowsPerPage = 20

function withSmallPages(body: unknown): unknown {
  if (typeof body !== 'string' || !body.includes('"limit":')) return body
  return JSON.stringify({ ...(JSON.parse(body) as object), limit: rowsPerPage })
}

/** The browser's side of a call: cookies go along, a run that has ended hears nothing any more. */
function createBrowserFetch(line: Line, cookies: Map<string, string>, fuse: Fuse, expireTimers: () => void): Fetch {
  return async (url, init) => {
    fuse.step()
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const payload = toPayload(withSmallPages(init.body))
    const call: WireCall = {
      method: init.method as WireCall['method'],
      url,
      headers: { ...(init.headers as Record<string, string>), ...(cookie ? { cookie } : {}) },
      ...(payload === undefined ? {} : { payload }),
    }
    const hang = (): Promise<never> =>
      new Promise((_, reject) => {
        init.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
        setImmediate(expireTimers)
      })
    let answer: Answer
    try {
      answer = await line.send(call, hang)
    } catch (failure) {
      if (fuse.isBlown()) return never
      throw failure
    }
    if (fuse.isBlown()) return never
    const [name, value] = (answer.headers['set-cookie'] ?? '').split(';')[0]?.split('=') ?? []
    if (name && value) cookies.set(name, value)
    return new Response(answer.body, { status: answer.status, headers: answer.headers })
  }
}

function createHttp(line: Line, cookies: Map<string, string>, fuse: Fuse): HttpClient {
  const timers = new Map<number, () => void>()
  let started = 0
  const expireTimers = (): void => {
    for (const expire of [...timers.values()]) expire()
  }
  return createHttpClient({
    fetch: createBrowserFetch(line, cookies, fuse, expireTimers),
    setTimeout: (callback) => {
      started += 1
      timers.set(started, callback)
      return started
    },
    clearTimeout: (timer) => timers.delete(timer),
    gzip: null,
  })
}

/** A phone with its person signed in; the storage, the cookies and the small memory outlive every run. */
export async function createSimulatedPhone(parts: PhoneParts): Promise<SimulatedPhone> {
  const { number, line, wallClock, skewMs } = parts
  const random: Random = createSeededRandom(parts.seed)
  const digest = createDigest(globalThis.crypto.subtle)
  const clock: Clock = { now: () => wallClock.now() + skewMs, monotonicMs: () => wallClock.monotonicMs() }
  const engine = { indexedDB: new IDBFactory(), IDBKeyRange }
  const cookies = new Map<string, string>()
  const memory = new Map<string, string>()
  let emptied = 0
  let boots = 0

  const account = createAccount({
    http: createHttp(line, cookies, createFuse()),
    clock,
    random,
    memory: {
      getItem: (key) => memory.get(key) ?? null,
      setItem: (key, value) => void memory.set(key, value),
      removeItem: (key) => void memory.delete(key),
    },
    openDatabase: (personId) => createDatabase({ personId, ...engine }),
    databaseNames: () => Promise.resolve([]),
  })
  const signedIn = await account.login(number, testPassword)
  if (signedIn.outcome !== 'signedIn') throw new Error(`${number} cannot sign in: ${signedIn.outcome}`)
  const personId = signedIn.session.personId as PersonId
  const device = account.remembered()?.device as DeviceId

  async function openWindow(fuse: Fuse, bootId: string) {
    const sleep = (): Promise<void> => (fuse.isBlown() ? never : new Promise((resolve) => setImmediate(resolve)))
    const db = createDatabase({ personId, ...engine })
    connectToFuse(db, fuse)
    await openDatabase(db, {
      memory: { load: () => memory.get('sentinel') ?? null, save: (mark) => void memory.set('sentinel', mark) },
      makeMark: () => `${bootId}-mark`,
      nowMs: () => clock.now(),
      sleep,
      onProblem: (problem) => {
        if (problem.code === 'storage/emptied') emptied += 1
      },
    })
    const sync = createSyncEngine(
      {
        db,
        http: createHttp(line, cookies, fuse),
        clock,
        random,
        digest,
        sleep,
        personId,
        device,
        bootId,
        appBuild: 'simulated',
        // No lock: the server's idempotency alone keeps two windows from harm.
        lock: createPassLock(undefined),
        report: () => deviceReport(db, { storage: 'persisted', freeBytes: null, sentinelLost: false }),
      },
      noTriggers,
    )
    return { db, sync, sleep }
  }

  async function start(): Promise<Run> {
    boots += 1
    const bootId = `${number}-boot-${boots}`
    const fuse = createFuse()
    const { db, sync, sleep } = await openWindow(fuse, bootId)
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
        const window = await openWindow(fuse, bootId)
        return { sync: window.sync, close: () => window.db.close() }
      },
    }
  }

  let run = await start()
  return {
    number,
    personId,
    clock,
    run: () => run,
    restart: async () => {
      run.fuse.blow()
      run.sync.stop()
      run.db.close()
      run = await start()
    },
    emptied: () => emptied,
  }
}
