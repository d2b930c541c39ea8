import { describe, expect, test } from 'vitest'
import { arrival } from '../../../support/field-records.ts'
import { officer } from '../../../support/phone-storage.ts'
import { createGoodServer, createSyncingPhone, requestOf, syncAnswer } from '../../../support/syncing-phone.ts'

const elevenMinutesMs = 11 * 60_000

type Answer = Readonly<Record<string, unknown>>
const refusal: Answer = { status: 'refused', code: 'entry/scope-not-member' }

/** A server whose word about every record is what `says` holds when it is asked. */
function createAskedPhone() {
  const says = { answer: refusal }
  const server = createGoodServer()
  const phone = createSyncingPhone((call) => {
    if (call.path !== '/api/sync') return server(call)
    const results = requestOf(call).entries.map((entry) => ({ id: (entry as { id: string }).id, ...says.answer }))
    return syncAnswer(call, { results })
  })
  const offered = (): readonly number[] =>
    phone.line.calls.filter(({ path }) => path === '/api/sync').map((call) => requestOf(call).entries.length)
  return { ...phone, says, offered }
}

describe('[SYNC-57] what the server decided against', () => {
  test('is offered once more when holdings are compared, and takes the newer answer', async () => {
    const phone = createAskedPhone()
    const [saved] = await phone.journal.record([arrival()])
    await phone.sync.syncNow()
    expect(await phone.db.journal.get(saved!.id)).toMatchObject({ sendState: 'refused' })
    phone.says.answer = { status: 'accepted', rev: 7 }
    phone.clock.advance(elevenMinutesMs)
    await phone.sync.syncNow()
    expect(await phone.db.journal.get(saved!.id)).toMatchObject({ sendState: 'accepted', rev: 7, code: '' })
    expect(await phone.db.shifts.toArray()).toMatchObject([{ state: { presences: [{ personId: officer }] } }])
  })

  test('stays what it is while the server says the same, and is offered no more often than holdings are compared', async () => {
    const phone = createAskedPhone()
    const [saved] = await phone.journal.record([arrival()])
    await phone.sync.syncNow()
    await phone.sync.syncNow()
    expect(phone.offered().filter((n) => n > 0)).toEqual([1])
    phone.clock.advance(elevenMinutesMs)
    await phone.sync.syncNow()
    expect(phone.offered().filter((n) => n > 0)).toEqual([1, 1])
    expect(await phone.db.journal.get(saved!.id)).toMatchObject({
      sendState: 'refused',
      code: 'entry/scope-not-member',
    })
  })

  test('is not offered beside the record that corrects it', async () => {
    const phone = createAskedPhone()
    const [saved] = await phone.journal.record([arrival()])
    await phone.sync.syncNow()
    await phone.db.journal.update(saved!.id, { params: { answeredBy: 'another' } })
    phone.says.answer = { status: 'accepted', rev: 7 }
    phone.clock.advance(elevenMinutesMs)
    await phone.sync.syncNow()
    expect(phone.offered().filter((n) => n > 0)).toEqual([1])
    expect(await phone.db.journal.get(saved!.id)).toMatchObject({ sendState: 'refused' })
  })

  test('stops no comparison where the server stumbles on it', async () => {
    const phone = createAskedPhone()
    await phone.journal.record([arrival()])
    await phone.sync.syncNow()
    phone.says.answer = { status: 'nothing-we-know' }
    phone.clock.advance(elevenMinutesMs)
    await phone.sync.syncNow()
    expect(requestOf(phone.line.calls.at(-1)!).digests).toBe(true)
  })
})
