import { describe, expect, test } from 'vitest'
import type { ScopeId } from '../../../../src/domain/ids.ts'
import { arrival, finding, morning, squad, tally } from '../../../support/field-records.ts'
import { createEngine } from '../../../support/fresh-engine.ts'
import { createPhoneStorage, type PhoneStorage } from '../../../support/phone-storage.ts'
import { colleaguesEntry, give, page, pulled, shiftDocument } from '../../../support/pulled-pages.ts'

const open = () => createPhoneStorage(createEngine())
const colleaguesId = '01890000-0000-7000-8000-0000000000c1'

const shiftsHere = async ({ db }: PhoneStorage) => (await db.assignments.toArray()).map((row) => `${row.id}@${row.rev}`)

describe('entries of a page', () => {
  test('a colleague’s entry is kept as received and counts in the shift', async () => {
    const phone = open()
    const [own] = await phone.journal.record([tally()])
    await give(phone.db, page({ entries: [pulled(colleaguesEntry(own!, colleaguesId))] }))
    expect(await phone.db.journal.get(colleaguesId as never)).toMatchObject({ sendState: 'received', rev: 7 })
    expect((await phone.db.shifts.get(morning))?.state.counts.vendor).toBe(2)
  })

  test('a colleague’s photos are known and not ours to send', async () => {
    const phone = open()
    const id = phone.journal.newId()
    const photo = await phone.photos.take({
      bytes: new Uint8Array([1, 2, 3]).buffer,
      mime: 'image/jpeg',
      role: 'scene',
      source: 'camera',
      draftId: 'd',
      takenAtMs: phone.clock.now(),
    })
    const other = open()
    const [own] = await phone.journal.record([finding(id, [photo])])
    await give(other.db, page({ entries: [pulled(own)] }))
    expect(await other.db.parts.get(photo.partId)).toMatchObject({ sendState: 'remote', entryId: id })
  })

  test('our own entry gets its stamp and stays queued until the answer to its push', async () => {
    const phone = open()
    const [own] = await phone.journal.record([arrival()])
    await give(phone.db, page({ entries: [pulled(own, 9)] }))
    expect(await phone.db.journal.get(own!.id)).toMatchObject({ sendState: 'queued', rev: 9, stamp: { rev: 9 } })
    expect(await phone.db.parts.get(own!.parts[0]!.partId)).toMatchObject({ sendState: 'queued' })
  })

  test('what the feed carries under the id of a quarantined entry does not replace it', async () => {
    const phone = open()
    const [own] = await phone.journal.record([tally()])
    await phone.db.journal.update(own!.id, { sendState: 'quarantined', code: 'entry/id-reused' })
    const before = await phone.db.journal.get(own!.id)
    await give(phone.db, page({ entries: [pulled({ ...own!, data: { counter: 'shop', delta: 9 } })] }))
    expect(await phone.db.journal.get(own!.id)).toEqual(before)
  })

  test('[SYNC-18] a kind of a newer build is kept', async () => {
    const phone = open()
    const [own] = await phone.journal.record([tally()])
    const newer = { ...colleaguesEntry(own!, colleaguesId), kind: 'party.met', data: { what: 'ever' } }
    await give(phone.db, page({ entries: [pulled(newer)] }))
    expect((await phone.db.journal.get(colleaguesId as never))?.entry.data).toEqual({ what: 'ever' })
  })

  test('[SYNC-18] a page that cannot be stored leaves the cursor where it was', async () => {
    const phone = open()
    const unstorable = { ...shiftDocument('shift-1', 1), data: { broken: () => 0 } }
    await expect(give(phone.db, page({ assignments: [unstorable] }))).rejects.toThrow()
    expect(await phone.db.cursors.count()).toBe(0)
  })
})

describe('documents of a page', () => {
  test('a newer document replaces the older one', async () => {
    const phone = open()
    await give(phone.db, page({ assignments: [shiftDocument('shift-1', 1)] }))
    await give(phone.db, page({ assignments: [shiftDocument('shift-1', 2)] }))
    expect(await shiftsHere(phone)).toEqual(['shift-1@2'])
  })

  test('a document that is gone goes', async () => {
    const phone = open()
    await give(phone.db, page({ assignments: [shiftDocument('shift-1', 1)] }))
    await give(phone.db, page({ gone: [{ collection: 'shifts', id: 'shift-1', rev: 2 }] }))
    expect(await shiftsHere(phone)).toEqual([])
  })

  test.each(['old scope first', 'new scope first'])('[SYNC-22] a moved document stays, %s', async (order) => {
    const phone = open()
    await give(phone.db, page({ assignments: [shiftDocument('shift-1', 5)] }))
    const left = page({ gone: [{ collection: 'shifts', id: 'shift-1', rev: 6 }] })
    const came = page({ scope: 'squad-2' as ScopeId, assignments: [shiftDocument('shift-1', 2, 'squad-2')] })
    for (const delta of order === 'old scope first' ? [left, came] : [came, left]) await give(phone.db, delta)
    expect(await shiftsHere(phone)).toEqual(['shift-1@2'])
  })
})

describe('[SYNC-19] a reset', () => {
  test('ends with the documents that it named, and no others', async () => {
    const phone = open()
    await give(phone.db, page({ assignments: [shiftDocument('shift-1', 1), shiftDocument('shift-2', 1)] }))
    await give(phone.db, page({ reset: true, assignments: [shiftDocument('shift-2', 3)] }))
    expect(await shiftsHere(phone)).toEqual(['shift-2@3'])
  })

  test('leaves the old documents until its last page is here', async () => {
    const phone = open()
    await give(phone.db, page({ assignments: [shiftDocument('shift-1', 1)] }))
    await give(phone.db, page({ reset: true, complete: false, assignments: [shiftDocument('shift-2', 1)] }))
    expect(await shiftsHere(phone)).toEqual(['shift-1@1', 'shift-2@1'])
    await give(phone.db, page({ assignments: [shiftDocument('shift-3', 1)] }))
    expect(await shiftsHere(phone)).toEqual(['shift-2@1', 'shift-3@1'])
  })

  test('touches nothing that is unsent', async () => {
    const phone = open()
    const [own] = await phone.journal.record([tally()])
    await give(phone.db, page({ reset: true }))
    expect(await phone.db.journal.get(own!.id)).toMatchObject({ sendState: 'queued', scope: squad })
  })
})
