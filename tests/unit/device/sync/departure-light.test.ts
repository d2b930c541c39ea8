import { beforeEach, describe, expect, test } from 'vitest'
import { loadDepartureLight, type DepartureLight } from '../../../../src/device/sync/departure-light.ts'
import type { PersonId } from '../../../../src/domain/ids.ts'
import type { JournalEntry } from '../../../../src/domain/journal/entry.ts'
import type { PhotoRef } from '../../../../src/domain/journal/part-ref.ts'
import { arrival, finding, tally } from '../../../support/field-records.ts'
import { createEngine } from '../../../support/fresh-engine.ts'
import { createPhoneStorage, officer, type PhoneStorage } from '../../../support/phone-storage.ts'
import { countRowsRead } from '../../../support/storage-faults.ts'

describe('可以离岗', () => {
  let phone: PhoneStorage

  beforeEach(() => {
    phone = createPhoneStorage(createEngine())
  })

  const light = (): Promise<DepartureLight> => loadDepartureLight(phone.db, officer, phone.clock.now())

  const takePhoto = (draftId = 'draft'): Promise<PhotoRef> =>
    phone.photos.take({
      bytes: new Uint8Array([1, 2, 3]).buffer,
      mime: 'image/jpeg',
      role: 'far',
      source: 'camera',
      draftId,
      takenAtMs: phone.clock.now(),
    })

  async function accept(entry: JournalEntry | undefined): Promise<void> {
    await phone.db.journal.update(entry!.id, { sendState: 'accepted', rev: 1 })
  }

  test('is green on a phone with nothing recorded', async () => {
    expect(await light()).toEqual({ light: 'clear' })
  })

  test('counts records that wait, since the oldest of them', async () => {
    const oldestAtMs = phone.clock.now()
    await phone.journal.record([tally()])
    phone.clock.advance(60_000)
    await phone.journal.record([tally(), tally()])
    expect(await light()).toEqual({ light: 'owing', entries: 3, photos: 0, voices: 0, attention: 0, oldestAtMs })
  })

  test('is green again when the server has accepted everything and stored every photo', async () => {
    const ref = await takePhoto()
    const [entry] = await phone.journal.record([finding(phone.journal.newId(), [ref])])
    await accept(entry)
    await phone.db.parts.update(ref.partId, { sendState: 'stored' })
    expect(await light()).toEqual({ light: 'clear' })
  })

  test('stays off while a photo of an accepted record is missing, since that picture was taken', async () => {
    const takenAtMs = phone.clock.now()
    const ref = await takePhoto()
    phone.clock.advance(60_000)
    const [entry] = await phone.journal.record([finding(phone.journal.newId(), [ref])])
    await accept(entry)
    expect(await light()).toEqual({
      light: 'owing',
      entries: 0,
      photos: 1,
      voices: 0,
      attention: 0,
      oldestAtMs: takenAtMs,
    })
  })

  test('does not count a position twice that rides with its record', async () => {
    await phone.journal.record([arrival()])
    expect(await light()).toMatchObject({ entries: 1, photos: 0 })
  })

  test('stays off while a record went without its position', async () => {
    const [entry] = await phone.journal.record([arrival()])
    await accept(entry)
    expect(await light()).toMatchObject({ light: 'owing', entries: 1, photos: 0 })
  })

  test.each(['refused', 'quarantined'] as const)(
    'a %s record needs the person until it is answered',
    async (sendState) => {
      const [entry] = await phone.journal.record([tally()])
      await phone.db.journal.update(entry!.id, { sendState })
      expect(await light()).toMatchObject({ light: 'owing', entries: 0, attention: 1 })
      const corrected = await phone.journal.correctAndResend(entry!.id, tally())
      expect(await light()).toMatchObject({ light: 'owing', entries: 1, attention: 0 })
      await accept(corrected)
      expect(await light()).toEqual({ light: 'clear' })
    },
  )

  test('what somebody else recorded is not owed by this person', async () => {
    const [entry] = await phone.journal.record([tally()])
    await phone.db.journal.update(entry!.id, { sendState: 'received', author: 'p-1002' as PersonId })
    expect(await light()).toEqual({ light: 'clear' })
  })

  test('a picture that belongs to no record yet is not owed', async () => {
    await takePhoto()
    expect(await light()).toEqual({ light: 'clear' })
  })

  test('a week offline is counted without loading it', async () => {
    const reads = countRowsRead(phone.db, 'journal')
    await phone.journal.record(Array.from({ length: 200 }, () => tally()))
    reads.rows = 0
    expect(await light()).toMatchObject({ entries: 200 })
    // The one row that says since when.
    expect(reads.rows).toBe(1)
  })
})
