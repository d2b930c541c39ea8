import { beforeEach, describe, expect, test } from 'vitest'
import { checkReadiness, type ReadinessParts } from '../../../../src/device/health/check-readiness.ts'
import { isOfflineReady, type FieldReadiness } from '../../../../src/device/health/field-readiness.ts'
import type { ScopeId } from '../../../../src/domain/ids.ts'
import { createEngine } from '../../../support/fresh-engine.ts'
import { createPhoneStorage, type PhoneStorage } from '../../../support/phone-storage.ts'
import { onWrite, quotaFailure } from '../../../support/storage-faults.ts'

describe('离线可用', () => {
  let phone: PhoneStorage

  beforeEach(() => {
    phone = createPhoneStorage(createEngine())
  })

  const cachesWith = (...urls: readonly string[]): CacheStorage =>
    ({ match: async (url: string) => (urls.includes(url) ? new Response('') : undefined) }) as unknown as CacheStorage
  const controlled = { controller: {} } as ServiceWorkerContainer
  const look = (parts: Partial<ReadinessParts> = {}): Promise<FieldReadiness> =>
    checkReadiness({
      db: phone.db,
      storage: undefined,
      caches: cachesWith('/index.html'),
      serviceWorker: controlled,
      ...parts,
    })
  const receive = (complete: 'yes' | 'no', scope = 'squad-1'): Promise<unknown> =>
    phone.db.cursors.put({ scope: scope as ScopeId, cursor: '7', complete })

  test('is said when shell, data and storage were each found good', async () => {
    await receive('yes')
    expect(isOfflineReady(await look())).toBe(true)
  })

  test('is not said before anything was received', async () => {
    expect(await look()).toMatchObject({ dataComplete: false })
  })

  test('is not said while one scope is still arriving', async () => {
    await receive('yes')
    await receive('no', 'bureau')
    expect(isOfflineReady(await look())).toBe(false)
  })

  test('is not said when the shell is not in the cache', async () => {
    await receive('yes')
    expect(isOfflineReady(await look({ caches: cachesWith() }))).toBe(false)
    expect(isOfflineReady(await look({ caches: undefined }))).toBe(false)
  })

  test('is not said when no worker serves this page', async () => {
    await receive('yes')
    const uncontrolled = { controller: null } as ServiceWorkerContainer
    expect(isOfflineReady(await look({ serviceWorker: uncontrolled }))).toBe(false)
    expect(isOfflineReady(await look({ serviceWorker: undefined }))).toBe(false)
  })

  test('is not said when the storage takes no picture', async () => {
    await receive('yes')
    onWrite(phone.db, (table) => {
      if (table === 'partBytes') throw quotaFailure()
    })
    phone.db.close({ disableAutoOpen: false })
    expect(await look()).toMatchObject({ storageProbed: false })
  })

  test('the probe leaves nothing behind', async () => {
    await look()
    expect(await phone.db.partBytes.count()).toBe(0)
  })

  test('what the browser does not tell is not claimed', async () => {
    expect(await look({ storage: undefined })).toMatchObject({ persisted: 'unknown', freeBytes: null })
    expect(await look({ storage: {} as StorageManager })).toMatchObject({ persisted: 'unknown', freeBytes: null })
  })

  test('what the browser tells is shown', async () => {
    const storage = {
      persisted: async () => true,
      estimate: async () => ({ quota: 1_000, usage: 250 }),
    } as unknown as StorageManager
    expect(await look({ storage })).toMatchObject({ persisted: 'persisted', freeBytes: 750 })
  })
})
