import { createHttpClient, type HttpClient } from '../../src/device/http/http-client.ts'
import { browserGzip } from '../../src/device/http/gzip.ts'
import { deviceReport } from '../../src/device/sync/device-report.ts'
import { noPassLock } from '../../src/device/sync/pass-lock.ts'
import { createSyncEngine } from '../../src/device/sync/create-sync-engine.ts'
import { createEngine } from './fresh-engine.ts'
import { finding } from './field-records.ts'
import { createPhoneStorage, device, officer } from './phone-storage.ts'
import { testPassword } from './test-server.ts'

/** The browser's side of a call, with one person's cookie. */
const createWiredHttp = (url: string, cookie: string): HttpClient =>
  createHttpClient({
    fetch: (path, init) =>
      fetch(`${url}${path}`, { ...init, headers: { ...(init.headers as Record<string, string>), cookie } }),
    setTimeout: (callback, delayMs) => setTimeout(callback, delayMs),
    clearTimeout: (timer) => clearTimeout(timer),
    gzip: browserGzip(),
  })

async function signIn(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/login`, {
    method: 'POST',
    headers: { 'x-xunhu': '1', 'content-type': 'application/json' },
    body: JSON.stringify({ number: '1001', password: testPassword, device }),
  })
  return (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''
}

/** The real device code of officer 1001 on real HTTP; passes start when the test says so. */
export async function createWiredPhone(url: string) {
  const storage = createPhoneStorage(createEngine())
  const { db, clock, random, digest, sleep, journal, photos } = storage
  const sync = createSyncEngine(
    {
      db,
      http: createWiredHttp(url, await signIn(url)),
      clock,
      random,
      digest,
      sleep,
      personId: officer,
      device,
      bootId: 'boot-1',
      appBuild: 'test',
      lock: noPassLock,
      report: () => deviceReport(db, { storage: 'persisted', freeBytes: null, sentinelLost: false }),
    },
    { start: () => undefined, stop: () => undefined, soon: () => undefined, after: () => undefined },
  )
  return {
    ...storage,
    sync,
    /** Reports one finding with these pictures. */
    report: async (...pictures: readonly Uint8Array<ArrayBuffer>[]) => {
      const refs = []
      for (const bytes of pictures)
        refs.push(
          await photos.take({
            bytes: bytes.buffer,
            mime: 'image/jpeg',
            role: 'scene',
            source: 'camera',
            draftId: 'draft',
            takenAtMs: clock.now(),
          }),
        )
      await journal.record([finding(journal.newId(), refs)])
      return refs
    },
  }
}

export type WiredPhone = Awaited<ReturnType<typeof createWiredPhone>>
