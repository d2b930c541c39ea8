import { beforeEach, describe, expect, test } from 'vitest'
import { createPendingCapture, type PendingCapture } from '../../../../src/device/photos/pending-capture.ts'
import { createEngine } from '../../../support/fresh-engine.ts'
import { createPhoneStorage, type PhoneStorage } from '../../../support/phone-storage.ts'

const where = { draftId: 'draft-1', route: '/finding/draft-1?shift=s-1', role: 'scene' }

describe('a camera that costs us the page', () => {
  let engine: ReturnType<typeof createEngine>
  let phone: PhoneStorage
  let pending: PendingCapture

  const startApp = (): void => {
    phone?.db.close()
    phone = createPhoneStorage(engine)
    pending = createPendingCapture(phone.db, phone.clock)
  }

  beforeEach(() => {
    engine = createEngine()
    startApp()
  })

  test('the app that starts again knows which form was meant', async () => {
    await pending.begin(where)
    startApp()
    expect(await pending.takeLost()).toEqual(where)
  })

  test('it is said once', async () => {
    await pending.begin(where)
    startApp()
    await pending.takeLost()
    startApp()
    expect(await pending.takeLost()).toBeNull()
  })

  test('a camera that came back has cost nothing', async () => {
    await pending.begin(where)
    await pending.end()
    startApp()
    expect(await pending.takeLost()).toBeNull()
    expect(await pending.hasLostPage()).toBe(false)
  })

  test('an app opened again long after is no lost picture', async () => {
    await pending.begin(where)
    phone.clock.advance(31 * 60_000)
    expect(await pending.takeLost()).toBeNull()
    expect(await pending.hasLostPage()).toBe(false)
  })

  test('a device that lost its page once is remembered', async () => {
    await pending.begin(where)
    startApp()
    await pending.takeLost()
    startApp()
    expect(await pending.hasLostPage()).toBe(true)
  })
})
