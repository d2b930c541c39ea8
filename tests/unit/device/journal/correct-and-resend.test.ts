import { beforeEach, describe, expect, test } from 'vitest'
import type { EntrySendState } from '../../../../src/device/database/rows.ts'
import type { NewEntry } from '../../../../src/device/journal/journal.ts'
import { refoldSubjects } from '../../../../src/device/journal/refold.ts'
import type { JournalEntry } from '../../../../src/domain/journal/entry.ts'
import { caseIdOf } from '../../../../src/domain/ids.ts'
import { finding, morning, squad, tally } from '../../../support/field-records.ts'
import { createEngine } from '../../../support/fresh-engine.ts'
import { createPhoneStorage, type PhoneStorage } from '../../../support/phone-storage.ts'

describe('correcting what the server refused', () => {
  let phone: PhoneStorage

  beforeEach(() => {
    phone = createPhoneStorage(createEngine())
  })

  async function settle(entry: JournalEntry, sendState: EntrySendState): Promise<void> {
    await phone.db.journal.update(entry.id, { sendState, code: 'entry/data-invalid', params: { field: 'delta' } })
    await refoldSubjects(phone.db, entry.subjects)
  }

  async function recordAndSettle(sendState: EntrySendState): Promise<JournalEntry> {
    const [entry] = await phone.journal.record([tally()])
    await settle(entry!, sendState)
    return entry!
  }

  test.each(['refused', 'quarantined'] as const)(
    'a corrected copy of a %s record is sent under a new id',
    async (sendState) => {
      const refused = await recordAndSettle(sendState)
      const corrected = await phone.journal.correctAndResend(refused.id, tally('shop'))
      expect(corrected.id).not.toBe(refused.id)
      expect(await phone.db.journal.get(corrected.id)).toMatchObject({
        sendState: 'queued',
        entry: { data: { counter: 'shop' } },
      })
    },
  )

  test('[ENTRY-2] the refused record keeps its state and its reason, and is marked as answered', async () => {
    const refused = await recordAndSettle('refused')
    const corrected = await phone.journal.correctAndResend(refused.id, tally())
    expect(await phone.db.journal.get(refused.id)).toMatchObject({
      sendState: 'refused',
      code: 'entry/data-invalid',
      params: { field: 'delta', answeredBy: corrected.id },
      entry: { data: refused.data },
    })
  })

  test('only the corrected copy counts', async () => {
    const refused = await recordAndSettle('refused')
    await phone.journal.correctAndResend(refused.id, tally())
    expect((await phone.db.shifts.get(morning))?.state.counts.vendor).toBe(1)
  })

  test('photos move on to the corrected copy and keep their send state', async () => {
    const ref = await phone.photos.take({
      bytes: new Uint8Array([1]).buffer,
      mime: 'image/jpeg',
      role: 'far',
      source: 'camera',
      draftId: 'draft',
      takenAtMs: 1,
    })
    const [refused] = await phone.journal.record([finding(phone.journal.newId(), [ref])])
    await settle(refused!, 'refused')
    await phone.db.parts.update(ref.partId, { sendState: 'stored' })
    const copy = { ...finding(phone.journal.newId(), [ref]), subjects: refused!.subjects }
    const corrected = await phone.journal.correctAndResend(refused!.id, copy)
    expect(await phone.db.parts.get(ref.partId)).toMatchObject({ sendState: 'stored', entryId: corrected.id })
    expect((await phone.db.cases.get(caseIdOf(corrected.id)))?.value.photos).toHaveLength(1)
  })

  test('[ENTRY-12] a corrected report opens its case under its own id', async () => {
    const [refused] = await phone.journal.record([finding(phone.journal.newId())])
    await settle(refused!, 'refused')
    const corrected = await phone.journal.correctAndResend(refused!.id, { ...finding(refused!.id), after: [] })
    expect(corrected.subjects).toEqual([caseIdOf(corrected.id), morning])
    expect(await phone.db.cases.toCollection().primaryKeys()).toEqual([caseIdOf(corrected.id)])
  })

  test('what is corrected after a report follows it to its new case', async () => {
    const [report] = await phone.journal.record([finding(phone.journal.newId())])
    const note: NewEntry = {
      kind: 'case.supplemented',
      scope: squad,
      subjects: [caseIdOf(report!.id)],
      after: [report!.id],
      data: { note: '已劝离' },
    }
    const [supplement] = await phone.journal.record([note])
    await settle(report!, 'refused')
    await settle(supplement!, 'refused')
    const newReport = await phone.journal.correctAndResend(report!.id, finding(report!.id))
    const newSupplement = await phone.journal.correctAndResend(supplement!.id, note)
    expect(newSupplement).toMatchObject({ subjects: [caseIdOf(newReport.id)], after: [newReport.id] })
  })

  test('two taps on the button send one copy', async () => {
    const refused = await recordAndSettle('refused')
    const [first, second] = await Promise.all([
      phone.journal.correctAndResend(refused.id, tally()),
      phone.journal.correctAndResend(refused.id, tally()),
    ])
    expect(second).toEqual(first)
    expect(await phone.db.journal.count()).toBe(2)
  })

  test.each(['queued', 'accepted', 'received'] as const)('a %s record cannot be corrected', async (sendState) => {
    const entry = await recordAndSettle(sendState)
    await expect(phone.journal.correctAndResend(entry.id, tally())).rejects.toMatchObject({ code: 'record/not-found' })
    expect(await phone.db.journal.count()).toBe(1)
  })

  test('a record that is not here cannot be corrected', async () => {
    await expect(phone.journal.correctAndResend(phone.journal.newId(), tally())).rejects.toMatchObject({
      code: 'record/not-found',
    })
  })
})
