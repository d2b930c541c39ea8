import { shallowRef } from 'vue'
import { createAssignmentShelf } from '../device/assignments/create-assignment-shelf.ts'
import { beginNewLog } from '../device/database/begin-new-log.ts'
import { createDatabase } from '../device/database/database.ts'
import { loadFact } from '../device/database/facts.ts'
import { openDatabase } from '../device/database/open-database.ts'
import type { DeviceProblem } from '../device/device-problem.ts'
import { isChromium } from '../device/health/browser-kind.ts'
import { freeBytesOf, persistedOf } from '../device/health/storage-facts.ts'
import type { Download } from '../device/http/download.ts'
import type { HttpClient } from '../device/http/http-client.ts'
import { createDrafts } from '../device/journal/create-drafts.ts'
import { createJournal } from '../device/journal/create-journal.ts'
import type { Digest } from '../device/journal/digest.ts'
import { rebuildFolds } from '../device/journal/rebuild-folds.ts'
import { createPhotoShelf } from '../device/photos/create-photo-shelf.ts'
import type { ImagePipeline } from '../device/photos/image-pipeline.ts'
import { createPendingCapture } from '../device/photos/pending-capture.ts'
import { createTaskPhotos } from '../device/photos/task-photos.ts'
import { exportUnsent } from '../device/rescue/export-unsent.ts'
import { createSyncEngine } from '../device/sync/create-sync-engine.ts'
import { deviceReport } from '../device/sync/device-report.ts'
import type { LiveNews } from '../device/sync/live-news.ts'
import { createPassLock } from '../device/sync/pass-lock.ts'
import type { SyncParts } from '../device/sync/sync-parts.ts'
import { createTriggers } from '../device/sync/triggers.ts'
import { createLiveRecordings } from '../device/voice/live-recordings.ts'
import { createVoiceRecorder } from '../device/voice/voice-recorder.ts'
import { createVoiceShelf } from '../device/voice/create-voice-shelf.ts'
import type { DeviceId, PersonId } from '../domain/ids.ts'
import type { Clock } from '../lib/clock.ts'
import type { Random } from '../lib/random.ts'
import type { SessionResponse } from '../protocol/session.ts'
import type { Problems } from './problems.ts'
import type { PersonServices } from './services.ts'

export interface SharedParts {
  readonly clock: Clock
  readonly random: Random
  readonly http: HttpClient
  readonly download: Download
  readonly digest: Digest
  readonly pipeline: ImagePipeline
  readonly problems: Problems
  readonly bootId: string
  readonly live: LiveNews
  readonly sleep: (durationMs: number) => Promise<void>
  /** The browser has cleared what it knew of this person; the window goes on. */
  rememberAgain(session: SessionResponse, device: DeviceId): void
  /** How many records of other people wait on this phone. */
  othersUnsent(): Promise<number>
}

/** Nobody else records here while this window works for its person. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | null = null
  return () => (loaded ??= load())
}

const pulseKey = (personId: string): string => `xunhu.pulse.${personId}`
export const memoryKey = (personId: string): string => `xunhu.sentinel.${personId}`

/** Opens the person's database and builds everything that stands on it. Rejects with the storage's `DeviceProblem`. */
export async function createPersonServices(
  session: SessionResponse,
  device: DeviceId,
  shared: SharedParts,
): Promise<PersonServices> {
  const { clock, random, digest, problems, sleep } = shared
  const personId = session.personId as PersonId
  const database = createDatabase({ personId })
  const storageProblem = shallowRef<DeviceProblem | null>(null)
  const mark = memoryKey(personId)
  await openDatabase(database, {
    memory: { load: () => localStorage.getItem(mark), save: (value) => localStorage.setItem(mark, value) },
    makeMark: () => crypto.randomUUID(),
    nowMs: () => clock.now(),
    sleep,
    onProblem: (problem) => {
      // A held-up upgrade passes when the other window closes; the rest stays true until the app starts anew.
      if (problem.code === 'storage/blocked') problems.tell(problem)
      else storageProblem.value = problem
      if (problem.code === 'storage/emptied') shared.rememberAgain(session, device)
    },
  })
  problems.dismiss()
  // Screens show what is there meanwhile; a new version of a fold takes a large journal some seconds.
  rebuildFolds(database, sleep).catch(problems.tell)

  const triggers = createTriggers({
    window,
    document,
    news: shared.live,
    random,
    setTimeout: (callback, delayMs) => setTimeout(callback, delayMs),
    clearTimeout: (timer) => clearTimeout(timer),
  })
  const othersUnsent = once(shared.othersUnsent)
  const parts: SyncParts = {
    db: database,
    http: shared.http,
    clock,
    random,
    digest,
    sleep,
    personId,
    device,
    bootId: shared.bootId,
    appBuild: __APP_BUILD__,
    lock: createPassLock({
      locks: navigator.locks,
      clock,
      pulse: {
        lastMs: () => Number(localStorage.getItem(pulseKey(personId))),
        beat: (nowMs) => localStorage.setItem(pulseKey(personId), String(nowMs)),
      },
      repeat: (everyMs, callback) => {
        const timer = setInterval(callback, everyMs)
        return () => clearInterval(timer)
      },
    }),
    report: async () =>
      deviceReport(database, {
        storage: await persistedOf(navigator.storage),
        freeBytes: await freeBytesOf(navigator.storage),
        sentinelLost: (await loadFact(database, 'emptiedAtMs')) !== undefined,
        othersUnsent: await othersUnsent(),
      }),
  }
  const sync = createSyncEngine(parts, triggers)
  const live = createLiveRecordings(navigator.locks)
  const voices = createVoiceShelf({ db: database, clock, random, digest, live, sleep })
  const units = session.members.map(({ scope }) => scope)
  const taskPhotos = createTaskPhotos({ db: database, download: shared.download, personId, units })
  sync.subscribe(({ now, last }) => {
    if (now.phase === 'idle' && last.health === 'ok') void taskPhotos.fetchMissing()
  })
  return {
    session,
    device,
    database,
    storageProblem,
    journal: createJournal({
      db: database,
      clock,
      random,
      digest,
      sleep,
      author: personId,
      device,
      bootId: shared.bootId,
      onRecorded: () => sync.nudge(),
    }),
    drafts: createDrafts(database, clock, sleep),
    photos: createPhotoShelf({ db: database, clock, random, digest, pipeline: shared.pipeline, sleep }),
    voices,
    voiceRecorder: createVoiceRecorder({
      mediaDevices: navigator.mediaDevices,
      MediaRecorder: globalThis.MediaRecorder,
      AudioContext: globalThis.AudioContext,
      shelf: voices,
      live,
      clock,
    }),
    pendingCapture: createPendingCapture(database, clock),
    assignments: createAssignmentShelf(database),
    sync,
    protectStorage: async () => {
      if (isChromium(navigator.userAgent)) await beginNewLog(database.backendDB(), (length) => random.bytes(length))
    },
    uploadLast: async () => (await import('../device/erase/last-upload.ts')).uploadLast(parts),
    exportUnsent: () => exportUnsent({ db: database, digest, device, author: personId }, clock.now()),
  }
}
