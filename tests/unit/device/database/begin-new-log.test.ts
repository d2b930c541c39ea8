import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { beginNewLog } from '../../../../src/device/database/begin-new-log.ts'
import { createEngine } from '../../../support/fresh-engine.ts'
import { createPhoneStorage, type PhoneStorage } from '../../../support/phone-storage.ts'

/** What LevelDB takes into one log: `write_buffer_size` of Chromium's IndexedDB. */
const oneLogBytes = 4 * 1024 * 1024

describe('a new log', () => {
  let phone: PhoneStorage
  let written: number

  beforeEach(async () => {
    phone = createPhoneStorage(createEngine())
    await phone.db.open()
    written = 0
  })
  afterEach(() => phone.db.close())

  const begin = (): Promise<void> =>
    beginNewLog(phone.db.backendDB(), (length) => {
      written += length
      return new Uint8Array(length)
    })

  test('is begun by more than the old one takes, in pieces that are not kept in files beside it', async () => {
    await begin()
    expect(written).toBeGreaterThan(oneLogBytes)
  })

  test('leaves nothing behind', async () => {
    const before = await phone.db.facts.count()
    await begin()
    expect(await phone.db.facts.count()).toBe(before)
  })

  test('comes before whatever is written meanwhile', async () => {
    const order: string[] = []
    const begun = begin().then(() => order.push('log'))
    const saved = phone.db.drafts
      .put({ id: 'a', kind: 'finding', subject: '', updatedAtMs: 1, data: {} })
      .then(() => order.push(`draft after ${written > oneLogBytes}`))
    await Promise.all([begun, saved])
    expect(order).toContain('draft after true')
  })
})
