import { beforeEach, describe, expect, test } from 'vitest'
import {
  createDatabase,
  databaseNameOf,
  databaseVersion,
  type XunhuDatabase,
} from '../../../../src/device/database/database.ts'
import { loadFact } from '../../../../src/device/database/facts.ts'
import { openDatabase } from '../../../../src/device/database/open-database.ts'
import type { DeviceProblemCode } from '../../../../src/device/device-problem.ts'
import { createEngine } from '../../../support/fresh-engine.ts'
import { officer, type StorageEngine } from '../../../support/phone-storage.ts'

describe('opening the database of a person', () => {
  let engine: StorageEngine
  let problems: DeviceProblemCode[]
  let outside: string | null

  beforeEach(() => {
    engine = createEngine()
    problems = []
    outside = null
  })

  async function openWindow(): Promise<XunhuDatabase> {
    const db = createDatabase({ personId: officer, ...engine })
    await openDatabase(db, {
      memory: { load: () => outside, save: (mark) => (outside = mark) },
      makeMark: () => `mark-${Math.random()}`,
      nowMs: () => 1_000,
      sleep: async () => undefined,
      onProblem: (problem) => problems.push(problem.code),
    })
    return db
  }

  /** What a cleaner app or "clear browsing data" does to a page that is open. */
  async function clearSiteData(db: XunhuDatabase): Promise<void> {
    db.close({ disableAutoOpen: false })
    await new Promise((resolve, reject) => {
      const request = engine.indexedDB.deleteDatabase(databaseNameOf(officer))
      request.onsuccess = resolve
      request.onerror = reject
    })
  }

  /** A build of next year: one table more, the version raised (Dexie counts in tens). */
  function upgradeByNewerCode(): Promise<IDBDatabase> {
    return new Promise((resolve, reject) => {
      const request = engine.indexedDB.open(databaseNameOf(officer), (databaseVersion + 1) * 10)
      request.onupgradeneeded = () => request.result.createObjectStore('parties', { keyPath: 'id' })
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  }

  test('a first start is no loss', async () => {
    const db = await openWindow()
    expect(problems).toEqual([])
    expect((await loadFact(db, 'sentinel'))?.mark).toBe(outside)
  })

  test('a database that is as we left it is intact', async () => {
    const before = await openWindow()
    const mark = (await loadFact(before, 'sentinel'))?.mark
    before.close()
    const after = await openWindow()
    expect(problems).toEqual([])
    expect((await loadFact(after, 'sentinel'))?.mark).toBe(mark)
  })

  test('a database that was thrown away between two starts is said to be emptied', async () => {
    await clearSiteData(await openWindow())
    const db = await openWindow()
    expect(problems).toEqual(['storage/emptied'])
    expect(await loadFact(db, 'emptiedAtMs')).toBe(1_000)
  })

  test('a database that is thrown away under an open page is said to be emptied before the next write', async () => {
    const db = await openWindow()
    await clearSiteData(db)
    // The memory outside goes with the site data.
    outside = null
    await db.drafts.put({ id: 'draft', kind: 'finding', subject: '', updatedAtMs: 1, data: {} })
    expect(problems).toEqual(['storage/emptied'])
    expect(await db.drafts.count()).toBe(1)
  })

  test('a loss is told once', async () => {
    await clearSiteData(await openWindow())
    const db = await openWindow()
    db.close()
    await openWindow()
    expect(problems).toEqual(['storage/emptied'])
  })

  test('a lost connection alone is no loss of data', async () => {
    const db = await openWindow()
    db.close({ disableAutoOpen: false })
    await db.drafts.count()
    expect(problems).toEqual([])
  })

  test('old code can read a database of newer code and not write to it', async () => {
    const before = await openWindow()
    await before.drafts.put({ id: 'draft', kind: 'finding', subject: '', updatedAtMs: 1, data: {} })
    before.close()
    ;(await upgradeByNewerCode()).close()

    const db = await openWindow()
    expect(problems).toEqual(['storage/newer-version'])
    expect(await db.drafts.count()).toBe(1)
    await expect(db.drafts.delete('draft')).rejects.toMatchObject({ code: 'storage/newer-version' })
    await expect(db.transaction('rw', db.drafts, () => db.drafts.clear())).rejects.toMatchObject({
      code: 'storage/newer-version',
    })
    expect(await db.drafts.count()).toBe(1)
  })

  test('a window that is open while newer code upgrades becomes read-only', async () => {
    const old = await openWindow()
    await upgradeByNewerCode()
    await expect(
      old.drafts.put({ id: 'draft', kind: 'finding', subject: '', updatedAtMs: 1, data: {} }),
    ).rejects.toMatchObject({ code: 'storage/newer-version' })
    expect(problems).toEqual(['storage/newer-version'])
  })
})
