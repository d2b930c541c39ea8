import { describe, expect, test } from 'vitest'
import { uploadLast } from '../../../../src/device/erase/last-upload.ts'
import { finding, tally } from '../../../support/field-records.ts'
import type { Script } from '../../../support/scripted-line.ts'
import { createSyncingPhone, goodServer, requestOf, type SyncingPhone } from '../../../support/syncing-phone.ts'

const withNothingBack: Script = async (call) => {
  const answer = await goodServer(call)
  if (call.path !== '/api/sync') return answer
  return { ...answer, body: { ...(answer.body as object), members: [] } }
}

async function recordMorning(phone: SyncingPhone): Promise<void> {
  const photo = await phone.takePhoto(new Uint8Array([1, 2, 3]))
  await phone.journal.record([tally(), finding(phone.journal.newId(), [photo])])
}
const statesOf = async ({ db }: SyncingPhone): Promise<string[]> => {
  const [entries, parts] = [await db.journal.toArray(), await db.parts.toArray()]
  return [...entries, ...parts].map(({ sendState }) => sendState)
}

describe('[AUTH-11] the last upload', () => {
  test('sends every record and every photo, and asks for nothing', async () => {
    const phone = createSyncingPhone(withNothingBack)
    await recordMorning(phone)
    await uploadLast(phone.parts)
    expect(await statesOf(phone)).toEqual(['accepted', 'accepted', 'stored'])
    const [sent] = phone.callsTo('/api/sync').map(requestOf)
    expect(sent).toMatchObject({ lastUpload: true, cursors: {} })
    expect(sent?.entries).toHaveLength(2)
  })

  test('ends with the word that nothing is left', async () => {
    const phone = createSyncingPhone(withNothingBack)
    await recordMorning(phone)
    await uploadLast(phone.parts)
    const last = phone.callsTo('/api/sync').map(requestOf).at(-1)
    expect(last).toMatchObject({ entries: [], report: { unsentEntries: 0, unsentParts: 0 } })
  })

  test('does not end while a photo is still here only', async () => {
    let isLineDown = true
    const phone = createSyncingPhone((call) => {
      if (isLineDown && call.method === 'PUT') throw new TypeError('failed to fetch')
      return withNothingBack(call)
    })
    await recordMorning(phone)
    await expect(uploadLast(phone.parts)).rejects.toMatchObject({ code: 'network/unreachable' })
    isLineDown = false
    await uploadLast(phone.parts)
    expect(await statesOf(phone)).toEqual(['accepted', 'accepted', 'stored'])
  })

  test('does not wait for what the server has refused: it is kept there with the reason', async () => {
    const phone = createSyncingPhone((call) => {
      if (call.path !== '/api/sync') return goodServer(call)
      const results = requestOf(call).entries.map((entry) => ({
        id: (entry as { id: string }).id,
        status: 'refused',
        code: 'entry/scope-not-member',
      }))
      const body = { now: '2026-11-20T06:30:00.000Z', epoch: 'epoch-1', nonce: requestOf(call).nonce, results }
      return { body: { ...body, members: [], deltas: [], more: false, durable: {} } }
    })
    await phone.journal.record([tally()])
    await uploadLast(phone.parts)
    expect(await statesOf(phone)).toEqual(['refused'])
  })

  test('does not wait for a photo whose bytes the browser has lost', async () => {
    const phone = createSyncingPhone(withNothingBack)
    await recordMorning(phone)
    await phone.db.partBytes.clear()
    await uploadLast(phone.parts)
    expect(await statesOf(phone)).toEqual(['accepted', 'accepted', 'queued'])
  })
})
