import { Dexie } from 'dexie'
import { shallowRef } from 'vue'
import { createAccountKeep, type AccountKeep } from '../device/account/account-keep.ts'
import type { Account } from '../device/account/account.ts'
import { createAccount } from '../device/account/create-account.ts'
import { createOwnAccount } from '../device/account/own-account.ts'
import { createProviderLogin } from '../device/account/provider-login.ts'
import { loadAbout, setUpBureau } from '../device/account/set-up.ts'
import { createDatabase } from '../device/database/database.ts'
import { checkReadiness } from '../device/health/check-readiness.ts'
import { askToPersist } from '../device/health/storage-facts.ts'
import { createDownload } from '../device/http/download.ts'
import { browserGzip } from '../device/http/gzip.ts'
import { createHttpClient } from '../device/http/http-client.ts'
import { createDigest } from '../device/journal/digest.ts'
import { createDerivePin } from '../device/lock/derive-pin.ts'
import { createPinLock } from '../device/lock/pin-lock.ts'
import { createPinMemory } from '../device/lock/pin-memory.ts'
import { createLocator } from '../device/location/create-locator.ts'
import { pageCanvases } from '../device/photos/canvas-kit.ts'
import { createImagePipeline } from '../device/photos/create-image-pipeline.ts'
import { encodePicture } from '../device/photos/encode-picture.ts'
import type { ImagePipeline } from '../device/photos/image-pipeline.ts'
import { createWorkerEncoder } from '../device/photos/worker-encoder.ts'
import { createLiveNews } from '../device/sync/live-news.ts'
import type { PersonId } from '../domain/ids.ts'
import type { Erasure } from '../protocol/session.ts'
import { must } from '../lib/must.ts'
import { systemClock } from '../lib/clock.ts'
import { systemRandom } from '../lib/random.ts'
import { createDayMemory } from './features/today/day-memory.ts'
import { createFirstLooks } from './first-looks.ts'
import { createHttpOfficeApi } from './http-office-api.ts'
import { createOfficeNews } from './office-news.ts'
import { createPersonServices } from './person-services.ts'
import type { Problems } from './problems.ts'
import { createScreenLock } from './screen-lock.ts'
import type { AppServices, PersonServices } from './services.ts'
import { createWayKept } from './way-kept.ts'

const sleep = (durationMs: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, durationMs))

const browserLine = {
  fetch: (url: string, init: RequestInit) => fetch(url, init),
  setTimeout: (callback: () => void, delayMs: number) => setTimeout(callback, delayMs),
  clearTimeout: (timer: number) => clearTimeout(timer),
}

/** One for all who ask; a file that could not be read is asked for again by the next. */
function onceLoaded<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | null = null
  return () => {
    loaded ??= load().catch((failure: unknown) => {
      loaded = null
      throw failure
    })
    return loaded
  }
}

function createBrowserPipeline(): ImagePipeline {
  const encodeInWorker = createWorkerEncoder({
    startWorker: () => new Worker(new URL('../device/photos/image-worker.ts', import.meta.url), { type: 'module' }),
    setTimeout: (callback, delayMs) => setTimeout(callback, delayMs),
    clearTimeout: (timer) => clearTimeout(timer),
  })
  return createImagePipeline(encodeInWorker, (bytes, mime) => encodePicture(bytes, mime, pageCanvases(document)))
}

/** An engine that does not answer does not keep anybody from the sign-in, which waits for it. */
const longestRecallMs = 2_000

/**
 * Who works here, as it was last kept.
 *
 * Only a kill sets the quick memory back. Where it names somebody, the start does not wait to hear that it need not be set right:
 * that is a tenth of a second on a slow phone.
 */
async function recallWhose(account: Account, { recall }: AccountKeep): Promise<void> {
  if (!account.remembered()) await Promise.race([recall(), sleep(longestRecallMs)])
  else void recall().then((wasBehind) => wasBehind && location.reload())
}

/** Builds every adapter of the app, once; nothing else does. */
export async function createContainer(problems: Problems): Promise<AppServices> {
  const accountKeep = createAccountKeep({ memory: localStorage })
  const http = createHttpClient({ ...browserLine, gzip: browserGzip() })
  const download = createDownload(browserLine)
  const person = shallowRef<PersonServices | null>(null)
  const account = createAccount({
    http,
    clock: systemClock,
    random: systemRandom,
    memory: localStorage,
    accountKeep,
    openDatabase: (personId: PersonId) => createDatabase({ personId }),
    databaseNames: () => Dexie.getDatabaseNames(),
  })
  await recallWhose(account, accountKeep)
  const shared = {
    clock: systemClock,
    random: systemRandom,
    http,
    download,
    digest: createDigest(crypto.subtle),
    pipeline: createBrowserPipeline(),
    problems,
    bootId: crypto.randomUUID(),
    live: createLiveNews({ openStream: () => new EventSource('/api/live'), document }),
    sleep,
    rememberAgain: account.rememberAgain,
    othersUnsent: async () => (await account.othersUnsent()).reduce((sum, { entries }) => sum + entries, 0),
  }

  const leaving = shallowRef<Erasure | 'elsewhere' | null>(null)
  const otherWindows = new BroadcastChannel('xunhu-leaving')
  otherWindows.onmessage = () => (leaving.value ??= 'elsewhere')

  /** A phone that was revoked shows nothing any more, in no window. */
  function watchForEnd({ sync }: PersonServices): void {
    sync.subscribe(({ last }) => {
      if (last.health !== 'revoked' || last.erase === null || leaving.value !== null) return
      leaving.value = last.erase
      otherWindows.postMessage('leaving')
    })
  }

  async function closePerson(): Promise<void> {
    const current = person.value
    person.value = null
    current?.sync.stop()
    current?.database.close()
  }

  return {
    clock: systemClock,
    random: systemRandom,
    person,
    problems,
    firstLooks: createFirstLooks((callback, delayMs) => setTimeout(callback, delayMs)),
    days: createDayMemory(localStorage, __APP_BUILD__),
    account,
    providerLogin: createProviderLogin({
      http,
      clock: systemClock,
      random: systemRandom,
      memory: localStorage,
      accountKeep,
    }),
    leaveFor: (url) => location.assign(url),
    wayKept: createWayKept(sessionStorage),
    ownAccount: createOwnAccount(http),
    lock: createScreenLock({
      pins: createPinLock({
        memory: createPinMemory(localStorage),
        derive: createDerivePin(crypto.subtle),
        clock: systemClock,
        random: systemRandom,
      }),
      clock: systemClock,
      document,
      personId: () => account.remembered()?.session.personId ?? null,
    }),
    locator: createLocator({
      geolocation: navigator.geolocation,
      clock: systemClock,
      document,
      setTimeout: (callback, delayMs) => setTimeout(callback, delayMs),
      clearTimeout: (timer) => clearTimeout(timer),
    }),
    office: createHttpOfficeApi(
      http,
      download,
      createOfficeNews({
        live: shared.live,
        document,
        repeat: (everyMs, callback) => {
          const timer = setInterval(callback, everyMs)
          return () => clearInterval(timer)
        },
      }),
    ),
    about: () => loadAbout(http),
    setUp: (request) => setUpBureau(http, request),
    leaving,
    leaveDesk: async () =>
      (await import('./leave-desk.ts')).createLeaveDesk({
        http,
        account,
        sleep,
        random: systemRandom,
        uploadLast: () => must(person.value, 'whoever is signed in').uploadLast(),
        closePerson,
        places: {
          databaseNames: () => Dexie.getDatabaseNames(),
          indexedDB,
          caches: globalThis.caches,
          files: navigator.storage,
          localStorage,
          sessionStorage,
          serviceWorker: navigator.serviceWorker,
        },
      }),
    rescueDesk: async () => (await import('./rescue-desk.ts')).createRescueDesk({ http, digest: shared.digest }),
    unitDesk: async () =>
      (await import('./office-unit-desk.ts')).createUnitLinkDesk({
        http,
        fetch: browserLine.fetch,
        digest: shared.digest,
        pipeline: shared.pipeline,
        random: systemRandom,
        now: () => systemClock.now(),
      }),
    mapDesk: async () => (await import('./office-map-desk.ts')).createMapDesk({ http, digest: shared.digest }),
    evidenceDesk: async () =>
      (await import('./office-evidence-desk.ts')).createEvidenceDesk({ http, download, digest: shared.digest }),
    baseMap: onceLoaded(async () =>
      (await import('./base-map-desk.ts')).createBaseMapDesk({
        ...browserLine,
        http,
        digest: shared.digest,
        storage: navigator.storage,
      }),
    ),
    readiness: (current) =>
      checkReadiness({
        db: current.database,
        storage: navigator.storage,
        caches: globalThis.caches,
        serviceWorker: navigator.serviceWorker,
      }),
    openPerson: async (session, device) => {
      await closePerson()
      const opened = await createPersonServices(session, device, shared)
      person.value = opened
      watchForEnd(opened)
      opened.sync.start()
      void askToPersist(navigator.storage)
      return opened
    },
    closePerson,
  }
}
