import * as v from 'valibot'
import { createDatabase, type XunhuDatabase } from '../../../../src/device/database/database.ts'
import { openDatabase } from '../../../../src/device/database/open-database.ts'
import { browserGzip } from '../../../../src/device/http/gzip.ts'
import { createHttpClient } from '../../../../src/device/http/http-client.ts'
import { createDigest } from '../../../../src/device/journal/digest.ts'
import { createJournal } from '../../../../src/device/journal/create-journal.ts'
import { createPhotoShelf } from '../../../../src/device/photos/create-photo-shelf.ts'
import { createSyncEngine } from '../../../../src/device/sync/create-sync-engine.ts'
import { deviceReport } from '../../../../src/device/sync/device-report.ts'
import { noPassLock } from '../../../../src/device/sync/pass-lock.ts'
import type { DeviceId, PersonId } from '../../../../src/domain/ids.ts'
import type { PhotoRef } from '../../../../src/domain/journal/part-ref.ts'
import { systemClock } from '../../../../src/lib/clock.ts'
import { systemRandom } from '../../../../src/lib/random.ts'
import { uuidV7 } from '../../../../src/lib/uuid-v7.ts'
import { passThroughPipeline } from '../../../support/phone-storage.ts'
import { newestCount, type CreatePeer, type PeerOptions } from '../peer.ts'
import { reportOf } from '../report-of.ts'

const [clock, random] = [systemClock, systemRandom]
const digest = createDigest(crypto.subtle)
const sleep = (durationMs: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, durationMs))
const bootId = crypto.randomUUID()
const rowsPerWrite = 500

const http = createHttpClient({
  fetch: (url, init) => fetch(url, init),
  setTimeout: (callback, delayMs) => setTimeout(callback, delayMs),
  clearTimeout: (timer) => clearTimeout(timer),
  gzip: browserGzip(),
})

async function openFresh(personId: PersonId): Promise<XunhuDatabase> {
  const db = createDatabase({ personId })
  await db.delete()
  await openDatabase(db, {
    memory: { load: () => null, save: () => undefined },
    makeMark: () => crypto.randomUUID(),
    nowMs: () => clock.now(),
    sleep,
    onProblem: (problem) => {
      throw problem
    },
  })
  return db
}

async function signIn({ number, password }: PeerOptions): Promise<{ personId: PersonId; device: DeviceId }> {
  const device = uuidV7(clock.now(), random) as DeviceId
  const body = { number, password, device }
  const { personId } = await http.call('POST', '/api/login', v.looseObject({ personId: v.string() }), { body })
  return { personId: personId as PersonId, device }
}

function phoneOn(db: XunhuDatabase, personId: PersonId, device: DeviceId) {
  const shared = { db, clock, random, digest, sleep }
  const sync = createSyncEngine(
    {
      ...shared,
      http,
      personId,
      device,
      bootId,
      appBuild: 'bench',
      lock: noPassLock,
      report: () => deviceReport(db, { storage: 'persisted', freeBytes: null, sentinelLost: false }),
    },
    { start: () => undefined, stop: () => undefined, soon: () => undefined, after: () => undefined },
  )
  return {
    db,
    sync,
    journal: createJournal({ ...shared, author: personId, device, bootId, onRecorded: () => undefined }),
    photos: createPhotoShelf({ ...shared, pipeline: passThroughPipeline }),
  }
}

type Phone = ReturnType<typeof phoneOn>

/** Passes until the server has everything; a cut line costs a pass. */
async function syncUntilSent({ db, sync }: Phone): Promise<void> {
  for (let passes = 0; passes < 20; passes += 1) {
    await sync.syncNow()
    const left =
      (await db.journal.where('sendState').equals('queued').count()) +
      (await db.parts.where('sendState').equals('queued').count())
    if (left === 0) return
  }
  throw new Error('Not everything was sent.')
}

/** The device code as the app builds it, without screens. */
export const createPeer: CreatePeer = async (options) => {
  const { personId, device } = await signIn(options)
  let phone: Phone | null = null
  const opened = (): Phone => {
    if (!phone) throw new Error('The storage is not open.')
    return phone
  }

  const take = (bytes: ArrayBuffer): Promise<PhotoRef> =>
    opened().photos.take({
      bytes,
      mime: 'image/jpeg',
      role: 'scene',
      source: 'camera',
      draftId: 'draft',
      takenAtMs: clock.now(),
    })

  return {
    openEmpty: async () => {
      phone?.db.close()
      phone = phoneOn(await openFresh(personId), personId, device)
    },
    save: async (finding, photos) => {
      const refs: PhotoRef[] = []
      for (const bytes of photos) refs.push(await take(bytes))
      await opened().journal.record([reportOf(finding, refs)])
    },
    load: async (findings) => {
      for (let from = 0; from < findings.length; from += rowsPerWrite)
        await opened().journal.record(findings.slice(from, from + rowsPerWrite).map((finding) => reportOf(finding, [])))
    },
    newest: async (beforeMs) =>
      (
        await opened()
          .db.cases.where('[state+atMs]')
          .between(['reported', -Infinity], ['reported', beforeMs])
          .reverse()
          .limit(newestCount)
          .toArray()
      ).length,
    catchUp: async () => {
      await opened().sync.syncNow()
    },
    push: () => syncUntilSent(opened()),
    pull: async () => {
      await opened().sync.syncNow()
      return opened().db.cases.count()
    },
  }
}
