import { describe, expect, test } from 'vitest'
import { applyMembers } from '../../../../src/device/sync/lost-scopes.ts'
import { toAssignmentRow } from '../../../../src/device/sync/pulled-rows.ts'
import type { EntryId, ScopeId } from '../../../../src/domain/ids.ts'
import { finding, morning, squad, tally } from '../../../support/field-records.ts'
import { createEngine } from '../../../support/fresh-engine.ts'
import { createPhoneStorage } from '../../../support/phone-storage.ts'
import { colleaguesEntry, give, page, pulled, shiftDocument } from '../../../support/pulled-pages.ts'

const colleaguesId = '01890000-0000-7000-8000-0000000000c1' as EntryId
const other = [{ scope: 'squad-2' as ScopeId, role: 'officer' }]

/** A phone that reads its squad's feed: a colleague's tally, a shift, and one finding of its own with a photo. */
async function openWithRecords() {
  const phone = createPhoneStorage(createEngine())
  const id = phone.journal.newId()
  const photo = await phone.photos.take({
    bytes: new Uint8Array([1, 2, 3]).buffer,
    mime: 'image/jpeg',
    role: 'scene',
    source: 'camera',
    draftId: 'd',
    takenAtMs: phone.clock.now(),
  })
  const [own] = await phone.journal.record([finding(id, [photo])])
  const theirs = { ...colleaguesEntry(own!, colleaguesId), ...tally(), parts: [] }
  await give(phone.db, page({ entries: [pulled(theirs)], assignments: [shiftDocument('shift-1', 1)] }))
  return { ...phone, id, photo }
}

describe('[SYNC-14] a scope that is lost', () => {
  test('takes its records, documents and folds along', async () => {
    const { db } = await openWithRecords()
    await applyMembers(db, other)
    expect(await db.journal.get(colleaguesId)).toBeUndefined()
    expect(await db.assignments.count()).toBe(0)
    expect((await db.shifts.get(morning))?.state.counts.vendor).toBe(0)
  })

  test('leaves what is unsent, with its photo', async () => {
    const { db, id, photo } = await openWithRecords()
    await applyMembers(db, other)
    expect(await db.journal.get(id)).toMatchObject({ sendState: 'queued' })
    expect(await db.partBytes.get(photo.partId)).toBeDefined()
  })

  test('takes its documents along where no page of records had come yet', async () => {
    const { db } = createPhoneStorage(createEngine())
    await applyMembers(db, [{ scope: squad, role: 'officer' }])
    await db.assignments.add(toAssignmentRow(shiftDocument('shift-1', 1)))
    await applyMembers(db, other)
    expect(await db.assignments.count()).toBe(0)
  })

  test('is read from the start should it come back', async () => {
    const { db } = await openWithRecords()
    await applyMembers(db, other)
    expect((await db.cursors.get(squad))?.cursor ?? '').toBe('')
  })

  test('leaves what needs the person', async () => {
    const { db, id } = await openWithRecords()
    await db.journal.update(id, { sendState: 'refused', code: 'entry/scope-not-member' })
    await applyMembers(db, other)
    expect(await db.journal.get(id)).toMatchObject({ sendState: 'refused' })
  })
})

test('a scope that stays keeps everything', async () => {
  const { db } = await openWithRecords()
  await applyMembers(db, [{ scope: squad, role: 'officer' }])
  expect(await db.journal.count()).toBe(2)
  expect(await db.assignments.count()).toBe(1)
})
