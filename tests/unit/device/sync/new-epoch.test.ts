import { expect, test } from 'vitest'
import { loadFact, saveFact } from '../../../../src/device/database/facts.ts'
import { applyEpoch } from '../../../../src/device/sync/new-epoch.ts'
import { arrival, finding, tally } from '../../../support/field-records.ts'
import { createSyncingPhone, goodServer, requestOf, syncAnswer } from '../../../support/syncing-phone.ts'
import { officer } from '../../../support/phone-storage.ts'

/** A phone whose arrival and finding with a photo the server has. */
async function openSynced() {
  const phone = createSyncingPhone(goodServer)
  const photo = await phone.takePhoto(new Uint8Array([1, 2, 3]))
  await phone.journal.record([arrival()])
  await phone.journal.record([finding(phone.journal.newId(), [photo])])
  await phone.sync.syncNow()
  return { ...phone, photo }
}

const states = async (table: { toArray(): Promise<readonly { readonly sendState: string }[]> }) => [
  ...new Set((await table.toArray()).map((row) => row.sendState)),
]

test('the same timeline changes nothing', async () => {
  const { db } = await openSynced()
  await applyEpoch(db, officer, { epoch: 'epoch-1' })
  expect(await states(db.journal)).toEqual(['accepted'])
  expect(await states(db.parts)).toEqual(['stored'])
})

test('[SYNC-19] on a new timeline all own entries and parts are offered again', async () => {
  const { db } = await openSynced()
  await applyEpoch(db, officer, { epoch: 'epoch-2' })
  expect(await states(db.journal)).toEqual(['queued'])
  expect(await states(db.parts)).toEqual(['queued'])
})

test('a photo whose bytes were freed is in the backup and is not owed again', async () => {
  const { db, photo } = await openSynced()
  await db.partBytes.delete(photo.partId)
  await applyEpoch(db, officer, { epoch: 'epoch-2' })
  expect(await db.parts.get(photo.partId)).toMatchObject({ sendState: 'stored' })
})

test('what was offered again is settled by the next pass', async () => {
  const { db, sync } = await openSynced()
  await applyEpoch(db, officer, { epoch: 'epoch-0' })
  await sync.syncNow()
  await sync.syncNow()
  expect(await states(db.journal)).toEqual(['accepted'])
  expect(await states(db.parts)).toEqual(['stored'])
})

test('[SYNC-19] the first timeline is known before anything counts as accepted on it', async () => {
  // The answer is given up between the two, as it is when the phone is killed there.
  const { db, journal, sync } = createSyncingPhone((call) => syncAnswer(call, { results: [] }))
  await journal.record([arrival()])
  await sync.syncNow()
  expect(await states(db.journal)).toEqual(['queued'])
  expect(await loadFact(db, 'epoch')).toBe('epoch-1')
})

test('[SYNC-52] what the server had refused is offered again too, unless it was corrected since', async () => {
  const { db, journal } = createSyncingPhone(goodServer)
  const entries = [...(await journal.record([arrival()])), ...(await journal.record([tally()]))]
  const [refused, corrected] = entries.map(({ id }) => id)
  await saveFact(db, 'epoch', 'epoch-1')
  await db.journal.update(refused!, { sendState: 'refused', code: 'entry/scope-not-member' })
  await db.journal.update(corrected!, {
    sendState: 'refused',
    code: 'entry/scope-not-member',
    params: { answeredBy: 'another' },
  })
  await applyEpoch(db, officer, { epoch: 'epoch-2' })
  expect(await db.journal.get(refused!)).toMatchObject({ sendState: 'queued', code: '' })
  expect(await db.journal.get(corrected!)).toMatchObject({ sendState: 'refused' })
})

test('[SYNC-56] the proof of what was accepted is kept with the timeline and sent back with the next call', async () => {
  const calls: unknown[] = []
  const { db, journal, sync } = createSyncingPhone((call) => {
    if (call.path === '/api/sync') calls.push(requestOf(call).pushedUpTo)
    return call.path === '/api/sync' ? syncAnswer(call, { pushedUpTo: 'proof-1' }) : goodServer(call)
  })
  await journal.record([arrival()])
  await sync.syncNow()
  await sync.syncNow()
  expect(await loadFact(db, 'pushedUpTo')).toBe('proof-1')
  expect([calls[0], calls.at(-1)]).toEqual([undefined, 'proof-1'])
})
