import { beforeEach, describe, expect, test } from 'vitest'
import { saveFact } from '../../../../src/device/database/facts.ts'
import { freeAcknowledged } from '../../../../src/device/database/free-acknowledged.ts'
import type { JournalRow, PartRow } from '../../../../src/device/database/rows.ts'
import type { PhotoRef } from '../../../../src/domain/journal/part-ref.ts'
import { finding, squad } from '../../../support/field-records.ts'
import { createEngine } from '../../../support/fresh-engine.ts'
import { createPhoneStorage, type PhoneStorage } from '../../../support/phone-storage.ts'

const photoBytes = 1_000

describe('making room on a full phone', () => {
  let phone: PhoneStorage

  beforeEach(async () => {
    phone = createPhoneStorage(createEngine())
    await saveFact(phone.db, 'durable', { [squad]: 10 })
  })

  /** A finding with one photo, in the state that the server's answers left it in. */
  async function reportOne(entry: Partial<JournalRow>, part: Partial<PartRow>): Promise<PhotoRef> {
    phone.clock.advance(1_000)
    const ref = await phone.photos.take({
      bytes: new ArrayBuffer(photoBytes),
      mime: 'image/jpeg',
      role: 'far',
      source: 'camera',
      draftId: 'draft',
      takenAtMs: phone.clock.now(),
    })
    const [saved] = await phone.journal.record([finding(phone.journal.newId(), [ref])])
    await phone.db.journal.update(saved!.id, entry)
    await phone.db.parts.update(ref.partId, part)
    return ref
  }

  const hasBytes = async (ref: PhotoRef): Promise<boolean> => (await phone.photos.original(ref.partId)) !== undefined

  test('bytes that are stored and durable on the server are freed', async () => {
    const ref = await reportOne({ sendState: 'accepted', rev: 10 }, { sendState: 'stored' })
    expect(await freeAcknowledged(phone.db, photoBytes)).toBe(photoBytes)
    expect(await hasBytes(ref)).toBe(false)
  })

  test('the thumbnail and what is known of the photo stay', async () => {
    const ref = await reportOne({ sendState: 'accepted', rev: 10 }, { sendState: 'stored' })
    await freeAcknowledged(phone.db, photoBytes)
    expect(await phone.photos.thumbnail(ref.partId)).toBeDefined()
    expect((await phone.db.parts.get(ref.partId))?.sendState).toBe('stored')
  })

  test.each<[string, Partial<JournalRow>, Partial<PartRow>]>([
    ['the photo is not stored', { sendState: 'accepted', rev: 10 }, { sendState: 'queued' }],
    ['the record is not accepted', { sendState: 'queued', rev: 0 }, { sendState: 'stored' }],
    ['the record is refused', { sendState: 'refused', rev: 0 }, { sendState: 'stored' }],
    ['the last backup does not cover the record', { sendState: 'accepted', rev: 11 }, { sendState: 'stored' }],
  ])('nothing is freed while %s', async (_, entry, part) => {
    const ref = await reportOne(entry, part)
    expect(await freeAcknowledged(phone.db, photoBytes)).toBe(0)
    expect(await hasBytes(ref)).toBe(true)
  })

  test('a draft photo is never freed', async () => {
    const ref = await phone.photos.take({
      bytes: new ArrayBuffer(photoBytes),
      mime: 'image/jpeg',
      role: 'far',
      source: 'camera',
      draftId: 'draft',
      takenAtMs: 1,
    })
    await freeAcknowledged(phone.db, photoBytes)
    expect(await hasBytes(ref)).toBe(true)
  })

  test('the oldest go first, and no more than is wanted', async () => {
    const oldest = await reportOne({ sendState: 'accepted', rev: 1 }, { sendState: 'stored' })
    const newest = await reportOne({ sendState: 'accepted', rev: 2 }, { sendState: 'stored' })
    await freeAcknowledged(phone.db, 1)
    expect([await hasBytes(oldest), await hasBytes(newest)]).toEqual([false, true])
  })

  test('what is freed once is not counted again', async () => {
    await reportOne({ sendState: 'accepted', rev: 1 }, { sendState: 'stored' })
    await freeAcknowledged(phone.db, photoBytes)
    expect(await freeAcknowledged(phone.db, photoBytes)).toBe(0)
  })
})
