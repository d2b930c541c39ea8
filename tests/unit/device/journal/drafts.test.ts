import { beforeEach, describe, expect, test } from 'vitest'
import { saveFact } from '../../../../src/device/database/facts.ts'
import type { PhotoRef } from '../../../../src/domain/journal/part-ref.ts'
import { finding, squad } from '../../../support/field-records.ts'
import { createEngine } from '../../../support/fresh-engine.ts'
import { createPhoneStorage, type PhoneStorage } from '../../../support/phone-storage.ts'
import { onWrite, quotaFailure } from '../../../support/storage-faults.ts'

describe('what is being typed', () => {
  let phone: PhoneStorage

  beforeEach(() => {
    phone = createPhoneStorage(createEngine())
  })

  const save = (id: string, data: Record<string, unknown> = {}): Promise<void> =>
    phone.drafts.save({ id, kind: 'finding', subject: 'shift-1', data })

  const takePhoto = (draftId: string): Promise<PhotoRef> =>
    phone.photos.take({
      bytes: new Uint8Array([1, 2, 3]).buffer,
      mime: 'image/jpeg',
      role: 'far',
      source: 'camera',
      draftId,
      takenAtMs: 1,
    })

  test('is there in the next window as it was typed', async () => {
    const engine = createEngine()
    const before = createPhoneStorage(engine)
    await before.drafts.save({ id: 'draft', kind: 'finding', subject: 'shift-1', data: { note: '占道' } })
    before.db.close()
    const after = createPhoneStorage(engine)
    expect(await after.drafts.load('draft')).toEqual({
      id: 'draft',
      kind: 'finding',
      subject: 'shift-1',
      updatedAtMs: before.clock.now(),
      data: { note: '占道' },
    })
  })

  test('may be reactive: a plain copy is stored', async () => {
    await save('draft', new Proxy({ answers: new Proxy({ a: 'pass' }, {}) }, {}))
    expect((await phone.drafts.load('draft'))?.data).toEqual({ answers: { a: 'pass' } })
  })

  test('is listed newest first', async () => {
    await save('first')
    phone.clock.advance(1)
    await save('second')
    phone.clock.advance(1)
    await save('first')
    expect((await phone.drafts.list()).map((draft) => draft.id)).toEqual(['first', 'second'])
  })

  test('takes its photos along when it is discarded', async () => {
    await save('draft')
    const ref = await takePhoto('draft')
    await phone.drafts.remove('draft')
    expect(await phone.drafts.load('draft')).toBeUndefined()
    expect(await phone.db.parts.get(ref.partId)).toBeUndefined()
    expect(await phone.photos.original(ref.partId)).toBeUndefined()
    expect(await phone.photos.thumbnail(ref.partId)).toBeUndefined()
  })

  test('leaves photos of other drafts and of records alone', async () => {
    const other = await takePhoto('other')
    const recorded = await takePhoto('draft')
    await phone.journal.record([finding(phone.journal.newId(), [recorded])])
    await phone.drafts.remove('draft')
    expect(await phone.photos.original(other.partId)).toBeDefined()
    expect(await phone.photos.original(recorded.partId)).toBeDefined()
  })

  test('finds room on a full phone by giving up what the server holds', async () => {
    const photo = await takePhoto('draft')
    const [entry] = await phone.journal.record([finding(phone.journal.newId(), [photo])])
    await phone.db.journal.update(entry!.id, { sendState: 'accepted', rev: 1 })
    await phone.db.parts.update(photo.partId, { sendState: 'stored' })
    await saveFact(phone.db, 'durable', { [squad]: 1 })
    phone.db.close()
    let isFull = true
    onWrite(phone.db, (table, request) => {
      if (table === 'partBytes' && request.type === 'delete') isFull = false
      if (table === 'drafts' && isFull) throw quotaFailure()
    })
    await phone.db.open()
    await save('draft', { note: '占道' })
    expect((await phone.drafts.load('draft'))?.data).toEqual({ note: '占道' })
  })
})
