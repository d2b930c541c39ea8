import { beforeEach, describe, expect, test } from 'vitest'
import { freeAcknowledged } from '../../../../src/device/database/free-acknowledged.ts'
import { finding } from '../../../support/field-records.ts'
import type { ScriptedCall } from '../../../support/scripted-line.ts'
import { createGoodServer, createSyncingPhone, syncAnswer, type SyncingPhone } from '../../../support/syncing-phone.ts'

const threeMinutesMs = 3 * 60_000

const isHave = ({ path }: ScriptedCall): boolean => path === '/api/parts/have'

describe('[SYNC-55] a photo that the last backup should have', () => {
  let phone: SyncingPhone
  let coversUntil: string | null
  let server: ReturnType<typeof createGoodServer>

  /** One finding with one photo, both on the server; no backup yet. */
  beforeEach(async () => {
    coversUntil = null
    server = createGoodServer()
    phone = createSyncingPhone((call) =>
      call.path === '/api/sync'
        ? syncAnswer(call, {
            now: new Date(phone.clock.now()).toISOString(),
            durable: { 'squad-1': 9 },
            backup: { coversUntil },
          })
        : server(call),
    )
    await phone.journal.record([finding(phone.journal.newId(), [await phone.takePhoto(new Uint8Array([1, 2, 3]))])])
    await phone.sync.syncNow()
  })

  async function backUp(): Promise<void> {
    phone.clock.advance(threeMinutesMs)
    coversUntil = new Date(phone.clock.now()).toISOString()
  }
  const asked = (): number => phone.line.calls.filter(isHave).length

  test('is not freed before the server was asked about it once more', async () => {
    await backUp()
    expect(await freeAcknowledged(phone.db, 1)).toBe(0)
    await phone.sync.syncNow()
    expect(await freeAcknowledged(phone.db, 1)).toBe(3)
  })

  test('is asked about once, after the backup, and not with every pass', async () => {
    const before = asked()
    await phone.sync.syncNow()
    expect(asked()).toBe(before)
    await backUp()
    await phone.sync.syncNow()
    await phone.sync.syncNow()
    expect(asked()).toBe(before + 1)
  })

  test('is sent again where that server has lost its bytes, and kept until a later backup has it', async () => {
    await backUp()
    server = createGoodServer()
    await phone.sync.syncNow()
    expect(await freeAcknowledged(phone.db, 1)).toBe(0)
    expect(phone.line.calls.filter(({ path }) => path.endsWith('/commit'))).toHaveLength(2)
    await backUp()
    await phone.sync.syncNow()
    expect(await freeAcknowledged(phone.db, 1)).toBe(3)
  })
})
