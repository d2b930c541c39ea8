import { beforeEach, describe, expect, test } from 'vitest'
import type { DeviceProblem } from '../../../../src/device/device-problem.ts'
import { withDb } from '../../../../src/device/database/with-db.ts'
import { createEngine } from '../../../support/fresh-engine.ts'
import { createPhoneStorage, type PhoneStorage } from '../../../support/phone-storage.ts'
import { lostConnection, onWrite, quotaFailure } from '../../../support/storage-faults.ts'

const draft = { id: 'draft', kind: 'finding', subject: '', updatedAtMs: 1, data: {} } as const

describe('work on a database whose connection may be lost', () => {
  let phone: PhoneStorage
  let waitsMs: number[]
  let failures: Error[]

  const sleep = async (durationMs: number): Promise<void> => void waitsMs.push(durationMs)

  /** Writes the draft; each of `failures` makes one try fail. */
  const saveDraft = (): Promise<string> => withDb(phone.db, sleep, () => phone.db.drafts.put(draft))

  beforeEach(() => {
    phone = createPhoneStorage(createEngine())
    waitsMs = []
    failures = []
    onWrite(phone.db, () => {
      const failure = failures.shift()
      if (failure) throw failure
    })
  })

  test('work that succeeds waits for nothing', async () => {
    await saveDraft()
    expect(waitsMs).toEqual([])
  })

  test('a lost connection is opened again and the work is repeated, with one row as the result', async () => {
    failures = [lostConnection(), lostConnection()]
    await saveDraft()
    expect(waitsMs).toEqual([200, 800])
    expect(await phone.db.drafts.count()).toBe(1)
  })

  test.each(['UnknownError', 'DatabaseClosedError', 'InvalidStateError', 'AbortError'])(
    '%s is a lost connection',
    async (name) => {
      failures = [Object.assign(new Error(), { name })]
      await saveDraft()
      expect(waitsMs).toEqual([200])
    },
  )

  test('after the third try again storage is said to be unavailable, and nothing is deleted', async () => {
    await saveDraft()
    failures = [lostConnection(), lostConnection(), lostConnection(), lostConnection()]
    await expect(saveDraft()).rejects.toMatchObject({ code: 'storage/unavailable' })
    expect(waitsMs).toEqual([200, 800, 2_000])
    expect(await phone.db.drafts.count()).toBe(1)
  })

  test('a database that was closed under the work is opened again', async () => {
    await saveDraft()
    phone.db.close()
    expect(await withDb(phone.db, sleep, () => phone.db.drafts.count())).toBe(1)
  })

  test('a full disk is said at once, not tried again', async () => {
    failures = [quotaFailure()]
    await expect(saveDraft()).rejects.toMatchObject({ code: 'storage/full' })
    expect(waitsMs).toEqual([])
  })

  test('a full disk inside a bulk failure is found', async () => {
    failures = [Object.assign(new Error(), { name: 'BulkError', failures: [quotaFailure()] })]
    await expect(saveDraft()).rejects.toMatchObject({ code: 'storage/full' })
  })

  test('the cause of a problem is kept', async () => {
    const failure = quotaFailure()
    const problem = await withDb(phone.db, sleep, () => Promise.reject(failure)).catch((caught: unknown) => caught)
    expect((problem as DeviceProblem).cause).toBe(failure)
  })

  test('a failure of the work itself passes through unchanged', async () => {
    const failure = new TypeError('not the storage')
    await expect(withDb(phone.db, sleep, () => Promise.reject(failure))).rejects.toBe(failure)
    expect(waitsMs).toEqual([])
  })
})
