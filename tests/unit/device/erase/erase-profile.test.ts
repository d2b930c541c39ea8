import { describe, expect, test } from 'vitest'
import { eraseProfile, type ErasedPlaces } from '../../../../src/device/erase/erase-profile.ts'
import { createEngine } from '../../../support/fresh-engine.ts'
import { createPhoneStorage } from '../../../support/phone-storage.ts'
import { tally } from '../../../support/field-records.ts'
import type { PersonId } from '../../../../src/domain/ids.ts'

const nothing = { databases: new Set<string>(), keys: new Set<string>() }

/** What stands in for localStorage: its keys are its own members. */
function keyValues(values: Readonly<Record<string, string>>): Storage {
  const methods = { enumerable: false }
  const storage = { ...values } as Record<string, string>
  return Object.defineProperties(storage, {
    removeItem: { ...methods, value: (key: string) => delete storage[key] },
    clear: { ...methods, value: () => Object.keys(storage).forEach((key) => delete storage[key]) },
  }) as unknown as Storage
}

async function createProfile() {
  const engine = createEngine()
  for (const personId of ['p-1001', 'p-1002'] as PersonId[]) {
    const phone = createPhoneStorage(engine, { personId })
    await phone.journal.record([tally()])
    phone.db.close()
  }
  const cached = new Set(['workbox-precache-v2'])
  let unregistered = 0
  const places: ErasedPlaces = {
    databaseNames: async () => (await engine.indexedDB.databases()).map(({ name }) => name ?? ''),
    indexedDB: engine.indexedDB,
    caches: { keys: async () => [...cached], delete: async (name) => cached.delete(name) },
    files: undefined,
    localStorage: keyValues({ 'xunhu.current': 'p-1001', 'xunhu.known': '{}', 'xunhu.sentinel.p-1002': 'mark' }),
    sessionStorage: keyValues({ reloaded: '1' }),
    serviceWorker: {
      getRegistrations: async () => [{ unregister: async () => (unregistered += 1) > 0 } as ServiceWorkerRegistration],
    },
  }
  return { places, cached, unregistered: () => unregistered }
}

describe('[AUTH-11] a browser profile', () => {
  test('holds nothing of ours afterwards', async () => {
    const { places, cached, unregistered } = await createProfile()
    await eraseProfile(places, nothing)
    expect(await places.databaseNames()).toEqual([])
    expect([Object.keys(places.localStorage), Object.keys(places.sessionStorage)]).toEqual([[], []])
    expect([cached.size, unregistered()]).toEqual([0, 1])
  })

  test('holds what was kept for somebody else, and that alone', async () => {
    const { places } = await createProfile()
    const keys = new Set(['xunhu.sentinel.p-1002'])
    await eraseProfile(places, { databases: new Set(['xunhu-p-1002']), keys })
    expect(await places.databaseNames()).toEqual(['xunhu-p-1002'])
    expect(Object.keys(places.localStorage)).toEqual([...keys])
  })

  test('is erased as far as it can be where one place fails, and it is said', async () => {
    const { places } = await createProfile()
    const caches = { keys: () => Promise.reject(new Error('no caches')), delete: async () => true }
    await expect(eraseProfile({ ...places, caches }, nothing)).rejects.toThrow('no caches')
    expect(await places.databaseNames()).toEqual([])
  })
})
