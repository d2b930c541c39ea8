import { beforeEach, describe, expect, test } from 'vitest'
import { saveFact } from '../../../../src/device/database/facts.ts'
import type { NewEntry } from '../../../../src/device/journal/journal.ts'
import type { PartId } from '../../../../src/domain/ids.ts'
import type { PhotoRef } from '../../../../src/domain/journal/part-ref.ts'
import { arrival, evening, finding, gateFix, morning, squad, tally } from '../../../support/field-records.ts'
import { createEngine } from '../../../support/fresh-engine.ts'
import { createPhoneStorage, device, officer, type PhoneStorage } from '../../../support/phone-storage.ts'
import { countRowsRead, lostConnection, onRead, onWrite, quotaFailure } from '../../../support/storage-faults.ts'

describe('recording on the phone', () => {
  let phone: PhoneStorage

  beforeEach(() => {
    phone = createPhoneStorage(createEngine())
  })

  const takePhoto = (draftId = 'draft'): Promise<PhotoRef> =>
    phone.photos.take({
      bytes: new Uint8Array([1, 2, 3]).buffer,
      mime: 'image/jpeg',
      role: 'far',
      source: 'camera',
      draftId,
      takenAtMs: phone.clock.now(),
    })

  const everyTable = async (): Promise<Record<string, number>> =>
    Object.fromEntries(await Promise.all(phone.db.tables.map(async (table) => [table.name, await table.count()])))

  test('[ENTRY-4] a record carries who made it, on what, when, and how far the clock is to be believed', async () => {
    await saveFact(phone.db, 'clockOffsetMs', -1_500)
    phone.clock.advance(60_000)
    const [entry] = await phone.journal.record([tally()])
    expect(entry).toMatchObject({
      kind: 'duty.tallied',
      v: 1,
      scope: squad,
      subjects: [morning],
      author: officer,
      device,
      at: '2026-11-20T06:31:00.000Z',
      clock: { offsetMs: -1_500, monoMs: 60_000, bootId: 'boot-1' },
    })
  })

  test('[ENTRY-4] before the first contact the offset is unknown, not zero', async () => {
    const [entry] = await phone.journal.record([tally()])
    expect(entry?.clock.offsetMs).toBeNull()
  })

  test('a record waits in the queue, due at once, at its corrected time', async () => {
    await saveFact(phone.db, 'clockOffsetMs', 5_000)
    const [entry] = await phone.journal.record([tally()])
    expect(await phone.db.journal.get(entry!.id)).toMatchObject({
      sendState: 'queued',
      nextAttemptAtMs: 0,
      rev: 0,
      atMs: phone.clock.now() + 5_000,
      stamp: null,
    })
  })

  test('records of one save keep the order in which they were given', async () => {
    const saved = await phone.journal.record(Array.from({ length: 20 }, () => tally()))
    const ids = saved.map(({ id }) => id as string)
    expect(ids).toEqual([...ids].sort())
  })

  test('the shift says at once what the record changed', async () => {
    await phone.journal.record([arrival()])
    await phone.journal.record([tally('vendor'), tally('vendor'), tally('parking')])
    const row = await phone.db.shifts.get(morning)
    expect(row).toMatchObject({ date: '2026-11-20', scope: squad })
    expect(row?.state.counts).toMatchObject({ vendor: 2, parking: 1, shop: 0 })
  })

  test('a finding opens a case that the lists can find', async () => {
    const id = phone.journal.newId()
    await phone.journal.record([finding(id)])
    const [row] = await phone.db.cases.where('[reporter+atMs]').between([officer, 0], [officer, Infinity]).toArray()
    expect(row).toMatchObject({ id: `case-${id}`, state: 'reported', owedPhotos: 2 })
  })

  test('[ENTRY-5] where the person stood is a small part of its own, named by hash and unguessable', async () => {
    const [first] = await phone.journal.record([arrival()])
    const [second] = await phone.journal.record([arrival()])
    const ref = first!.parts[0]!
    const row = await phone.db.partBytes.get(ref.partId)
    expect(await phone.digest(row!.bytes)).toBe(ref.sha256)
    expect(ref.sizeBytes).toBe(row!.bytes.byteLength)
    const { fix, salt } = JSON.parse(new TextDecoder().decode(row!.bytes)) as { fix: unknown; salt: string }
    expect(fix).toEqual(gateFix)
    expect(salt).toMatch(/^[0-9a-f]{32}$/)
    expect(second!.parts[0]!.sha256).not.toBe(ref.sha256)
    expect(JSON.stringify(first)).not.toContain(String(gateFix.lng))
  })

  test('photos leave their draft for the record, and the draft goes', async () => {
    const ref = await takePhoto()
    await phone.drafts.save({ id: 'draft', kind: 'finding', subject: morning, data: {} })
    const [entry] = await phone.journal.record([finding(phone.journal.newId(), [ref])], { removeDraft: 'draft' })
    expect(await phone.db.parts.get(ref.partId)).toMatchObject({ sendState: 'queued', entryId: entry!.id, draftId: '' })
    expect(await phone.drafts.load('draft')).toBeUndefined()
    expect(await phone.photos.ofDraft('draft')).toEqual([])
  })

  test('a photo that the record leaves out goes with the draft', async () => {
    const kept = await takePhoto()
    const leftOut = await takePhoto()
    await phone.journal.record([finding(phone.journal.newId(), [kept])], { removeDraft: 'draft' })
    expect(await phone.db.parts.get(leftOut.partId)).toBeUndefined()
    expect(await phone.photos.original(leftOut.partId)).toBeUndefined()
    expect(await phone.photos.original(kept.partId)).toBeDefined()
  })

  test('a record that names a photo this phone has lost is not saved', async () => {
    const ref = await takePhoto()
    await phone.photos.discard(ref.partId)
    await expect(phone.journal.record([finding(phone.journal.newId(), [ref])])).rejects.toMatchObject({
      code: 'storage/emptied',
    })
    expect(await phone.db.journal.count()).toBe(0)
  })

  test.each(['journal', 'parts', 'partBytes', 'shifts', 'cases', 'drafts'])(
    'a failure while writing %s leaves nothing of the record',
    async (failing) => {
      const engine = createEngine()
      phone = createPhoneStorage(engine)
      const ref = await takePhoto()
      await phone.drafts.save({ id: 'draft', kind: 'finding', subject: morning, data: {} })
      const before = await everyTable()
      const partBefore = await phone.db.parts.get(ref.partId)
      phone.db.close()
      onWrite(phone.db, (table) => {
        if (table === failing) throw new RangeError('in the middle')
      })
      await phone.db.open()
      const id = phone.journal.newId()
      const entries: NewEntry[] = [arrival(), finding(id, [ref])]
      await expect(phone.journal.record(entries, { removeDraft: 'draft' })).rejects.toThrow('in the middle')
      expect(await everyTable()).toEqual(before)
      expect(await phone.db.parts.get(ref.partId)).toEqual(partBefore)
      expect(phone.recordedTimes()).toBe(0)
    },
  )

  test('a connection lost in the middle is bridged, with the record there once', async () => {
    const failures = [lostConnection()]
    onWrite(phone.db, (table) => {
      const failure = table === 'shifts' && failures.pop()
      if (failure) throw failure
    })
    await phone.journal.record([arrival(), tally()])
    expect(await phone.db.journal.count()).toBe(2)
    expect((await phone.db.shifts.get(morning))?.state.counts.vendor).toBe(1)
    expect(await phone.db.partBytes.count()).toBe(1)
  })

  // What a save reads it asks for at once: one read fails while the others are under way.
  test.each(['facts', 'journal', 'parts'])('a connection lost while %s is read is bridged', async (failing) => {
    const ref = await takePhoto()
    phone.db.close()
    const failures = [lostConnection()]
    onRead(phone.db, (table) => {
      const failure = table === failing && failures.pop()
      if (failure) throw failure
    })
    await phone.db.open()
    await phone.journal.record([finding(phone.journal.newId(), [ref])])
    expect(failures).toEqual([])
    expect(await phone.db.cases.count()).toBe(1)
  })

  test.each(['journal', 'parts', 'partBytes', 'shifts', 'cases'])(
    'a phone that runs full while %s is written says so, and saves when there is room again',
    async (failing) => {
      const ref = await takePhoto()
      phone.db.close()
      let isFull = true
      onWrite(phone.db, (table) => {
        if (isFull && table === failing) throw quotaFailure()
      })
      await phone.db.open()
      const entries: NewEntry[] = [arrival(), finding(phone.journal.newId(), [ref])]
      await expect(phone.journal.record(entries)).rejects.toMatchObject({ code: 'storage/full' })
      isFull = false
      await phone.journal.record(entries)
      expect(await phone.db.journal.count()).toBe(2)
    },
  )

  test('[ENTRY-1] the same record a second time, after its answer was lost, is the first one', async () => {
    const id = phone.journal.newId()
    const [first] = await phone.journal.record([finding(id)])
    phone.clock.advance(5_000)
    const [again] = await phone.journal.record([finding(id)])
    expect(again).toEqual(first)
    expect(await phone.db.journal.count()).toBe(1)
  })

  test('[ENTRY-2] an id that was used for another record is refused, and the first record stays', async () => {
    const id = phone.journal.newId()
    await phone.journal.record([{ ...tally('vendor'), id }])
    await expect(phone.journal.record([{ ...tally('shop'), id }])).rejects.toThrow('two records')
    expect((await phone.db.shifts.get(morning))?.state.counts).toMatchObject({ vendor: 1, shop: 0 })
  })

  test('what a screen gives may be reactive: a plain copy is stored', async () => {
    const reactive = new Proxy({ counter: 'vendor', delta: 1 } as const, {})
    const [entry] = await phone.journal.record([{ ...tally(), data: reactive }])
    expect((await phone.db.journal.get(entry!.id))?.entry.data).toEqual({ counter: 'vendor', delta: 1 })
  })

  test('somebody is told when the record is durable', async () => {
    await phone.journal.record([tally()])
    expect(phone.recordedTimes()).toBe(1)
  })

  test('with ten thousand records on the phone a tally reads only those of its shift', async () => {
    const reads = countRowsRead(phone.db, 'journal')
    await phone.journal.record(Array.from({ length: 40 }, () => tally('vendor', morning)))
    const template = (await phone.db.journal.toCollection().first())!
    const others = Array.from({ length: 10_000 }, (_, index) => ({
      ...template,
      id: `other-${index}` as typeof template.id,
      subjects: [evening],
    }))
    await phone.db.journal.bulkPut(others)
    reads.rows = 0
    await phone.journal.record([tally('shop', morning)])
    // The shift's own, from which with the new one its state is made.
    expect(reads.rows).toBe(40)
  })

  test('ids of parts and records are different for every record', async () => {
    const saved = await phone.journal.record([arrival(), arrival()])
    const ids = saved.flatMap((entry) => [
      entry.id as string,
      ...entry.parts.map((part) => part.partId as PartId as string),
    ])
    expect(new Set(ids).size).toBe(4)
  })
})
