import { expect, test, vi } from 'vitest'
import { finding, tally } from '../../../support/field-records.ts'
import { brokenLine, type ScriptedCall } from '../../../support/scripted-line.ts'
import {
  createGoodServer,
  createSyncingPhone,
  goodServer,
  syncAnswer,
  type SyncingPhone,
} from '../../../support/syncing-phone.ts'

const unsent = ({ db }: SyncingPhone) => db.journal.where('sendState').equals('queued').count()
const unsentParts = ({ db }: SyncingPhone) => db.parts.where('sendState').equals('queued').count()

async function report(phone: SyncingPhone, pictures: number): Promise<void> {
  for (let taken = 1; taken <= pictures; taken += 1) {
    const id = phone.journal.newId()
    await phone.journal.record([finding(id, [await phone.takePhoto(new Uint8Array([taken, 1, 2]))])])
  }
}

/** A moment that a script waits for: `reached` when it does, and going on when it is `letGo`. */
function createStop() {
  let reach = (): void => undefined
  let letGo = (): void => undefined
  const reached = new Promise<void>((resolve) => (reach = resolve))
  const isOver = new Promise<void>((resolve) => (letGo = resolve))
  return { reached, letGo: () => letGo(), wait: () => (reach(), isOver) }
}

const isFirstPicture = ({ body }: ScriptedCall): boolean => body instanceof ArrayBuffer && new Uint8Array(body)[0] === 1

test('text that was saved during a long upload goes before the rest of the photos', async () => {
  const order: string[] = []
  const phone = createSyncingPhone(async (call) => {
    order.push(call.path.split('/')[2] ?? '')
    if (
      call.path.endsWith('/commit') &&
      (await unsent(phone)) === 0 &&
      order.filter((path) => path === 'sync').length === 1
    ) {
      await phone.journal.record([tally()])
      void phone.sync.syncNow()
    }
    return goodServer(call)
  })
  for (let taken = 1; taken <= 4; taken += 1) {
    const id = phone.journal.newId()
    await phone.journal.record([finding(id, [await phone.takePhoto(new Uint8Array([taken, 1, 2]))])])
  }
  await phone.sync.syncNow()
  expect(order.indexOf('sync', 1)).toBeLessThan(order.length - 3)
  expect(await unsent(phone)).toBe(0)
  expect(await phone.db.parts.where('sendState').equals('queued').count()).toBe(0)
})

test('[FAULT-16] neither text nor other photos wait for a photo that hangs, whatever is asked for meanwhile', async () => {
  const stop = createStop()
  const phone = createSyncingPhone(async (call) => {
    if (isFirstPicture(call)) await stop.wait()
    return goodServer(call)
  })
  await report(phone, 4)
  const pass = phone.sync.syncNow()
  await stop.reached
  await phone.journal.record([tally()])
  void phone.sync.syncNow()
  await vi.waitFor(async () => expect([await unsent(phone), await unsentParts(phone)]).toEqual([0, 1]))
  stop.letGo()
  await pass
  expect(await unsentParts(phone)).toBe(0)
})

test('[SYNC-53] a photo that an older timeline has taken is sent again, also when the restore is heard of while it goes', async () => {
  const stop = createStop()
  // Remembers what is sent to it the second time: the first has gone with the older timeline.
  const newer = createGoodServer()
  const sent = (): number => phone.line.calls.filter(isFirstPicture).length
  let epoch = 'epoch-1'
  const phone: SyncingPhone = createSyncingPhone(async (call) => {
    if (call.path === '/api/sync') return syncAnswer(call, { epoch })
    if (isFirstPicture(call)) await stop.wait()
    return sent() > 1 ? newer(call) : goodServer(call)
  })
  await report(phone, 1)
  const pass = phone.sync.syncNow()
  await stop.reached
  epoch = 'epoch-2'
  void phone.sync.syncNow()
  await vi.waitFor(() => expect(phone.callsTo('/api/sync').length).toBeGreaterThan(1))
  stop.letGo()
  await pass
  expect(sent()).toBe(2)
  expect(await unsentParts(phone)).toBe(0)
})

test('a line that breaks under the text ends the pass, and the photos after it wait', async () => {
  const stop = createStop()
  let isBroken = false
  const phone = createSyncingPhone(async (call) => {
    if (isBroken && call.path === '/api/sync') return brokenLine()
    if (isFirstPicture(call)) await stop.wait()
    return goodServer(call)
  })
  await report(phone, 1)
  const pass = phone.sync.syncNow()
  await stop.reached
  isBroken = true
  void phone.sync.syncNow()
  await vi.waitFor(() => expect(phone.callsTo('/api/sync').length).toBeGreaterThan(1))
  stop.letGo()
  expect((await pass).last).toMatchObject({ health: 'offline', code: 'network/unreachable' })
  expect(await unsentParts(phone)).toBe(0)
})

test('a pass that the photos have ended waits for the text that is under way', async () => {
  const text = createStop()
  const photo = createStop()
  const phone = createSyncingPhone(async (call) => {
    if (call.path === '/api/sync' && phone.callsTo('/api/sync').length === 2) await text.wait()
    if (!isFirstPicture(call)) return goodServer(call)
    await photo.wait()
    return brokenLine()
  })
  await report(phone, 1)
  const pass = phone.sync.syncNow()
  await photo.reached
  const saved = await phone.journal.record([tally()])
  void phone.sync.syncNow()
  await text.reached
  photo.letGo()
  let isOver = false
  void pass.then(() => (isOver = true))
  // Long enough for the failure to have ended all that does not wait.
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  expect(isOver).toBe(false)
  text.letGo()
  await pass
  expect(await phone.db.journal.get(saved[0]!.id)).toMatchObject({ sendState: 'accepted' })
  expect(phone.sync.status().now).toEqual({ phase: 'idle' })
})
