import { beforeEach, describe, expect, test } from 'vitest'
import { loadFact } from '../../../../src/device/database/facts.ts'
import type { JournalRow } from '../../../../src/device/database/rows.ts'
import { rebuildFolds } from '../../../../src/device/journal/rebuild-folds.ts'
import { refoldSubjects } from '../../../../src/device/journal/refold.ts'
import { shiftFoldVersion } from '../../../../src/domain/duty/shift-state.ts'
import type { EntryId, SubjectId } from '../../../../src/domain/ids.ts'
import { arrival, finding, morning, tally } from '../../../support/field-records.ts'
import { createEngine } from '../../../support/fresh-engine.ts'
import { createPhoneStorage, type PhoneStorage } from '../../../support/phone-storage.ts'

describe('what the entries about a subject say together', () => {
  let phone: PhoneStorage

  beforeEach(() => {
    phone = createPhoneStorage(createEngine())
  })

  const vendorCount = async (): Promise<number | undefined> => (await phone.db.shifts.get(morning))?.state.counts.vendor

  async function addLike(row: JournalRow, change: Partial<JournalRow>): Promise<void> {
    await phone.db.journal.add({ ...row, id: phone.journal.newId(), ...change })
    await refoldSubjects(phone.db, [morning])
  }

  async function firstTally(): Promise<JournalRow> {
    const [entry] = await phone.journal.record([tally()])
    return (await phone.db.journal.get(entry!.id))!
  }

  test.each(['queued', 'accepted', 'received'] as const)('a %s record counts', async (sendState) => {
    const row = await firstTally()
    const id = phone.journal.newId()
    await addLike(row, { id, sendState, entry: { ...row.entry, id } })
    expect(await vendorCount()).toBe(2)
  })

  test.each(['refused', 'quarantined'] as const)('a %s record is kept and counts for nothing', async (sendState) => {
    const row = await firstTally()
    const id = phone.journal.newId()
    await addLike(row, { id, sendState, entry: { ...row.entry, id } })
    expect(await vendorCount()).toBe(1)
    expect(await phone.db.journal.count()).toBe(2)
  })

  test('[ENTRY-13] a kind of a later build is kept and not folded', async () => {
    const row = await firstTally()
    await addLike(row, { kind: 'duty.relieved', entry: { ...row.entry, kind: 'duty.relieved' } })
    expect(await vendorCount()).toBe(1)
    expect(await phone.db.journal.count()).toBe(2)
  })

  test('a later version of a known kind is kept and not folded', async () => {
    const row = await firstTally()
    const id = phone.journal.newId()
    await addLike(row, { id, entry: { ...row.entry, id, v: 2, data: { counter: 'vendor', delta: 5 } } })
    expect(await vendorCount()).toBe(1)
  })

  test('a case whose report is gone is gone from the list', async () => {
    const id = phone.journal.newId()
    const [entry] = await phone.journal.record([finding(id)])
    await phone.db.journal.update(id, { sendState: 'refused' })
    await refoldSubjects(phone.db, entry!.subjects)
    expect(await phone.db.cases.count()).toBe(0)
  })

  test('a shift without entries is gone from the list', async () => {
    await firstTally()
    await phone.db.journal.clear()
    await refoldSubjects(phone.db, [morning])
    expect(await phone.db.shifts.count()).toBe(0)
  })
})

describe('a new build that folds otherwise', () => {
  let phone: PhoneStorage
  const shiftIds = Array.from({ length: 12 }, (_, index) => `shift-${String(index).padStart(2, '0')}` as SubjectId)

  beforeEach(async () => {
    phone = createPhoneStorage(createEngine())
    for (const id of shiftIds)
      await phone.journal.record([arrival(id), ...Array.from({ length: 99 }, () => tally('vendor', id))])
  })

  /** As an older build's fold would have left them. */
  const spoilFolds = (): Promise<number> =>
    phone.db.shifts.toCollection().modify((row, stored) => {
      const counts = { ...row.state.counts, vendor: -1 }
      stored.value = { ...row, foldVersion: 0, state: { ...row.state, counts } }
    })

  const counts = async (): Promise<number[]> => (await phone.db.shifts.toArray()).map((row) => row.state.counts.vendor)
  const allRight = Array.from(shiftIds, () => 99)

  test('makes all folds anew', async () => {
    await spoilFolds()
    await rebuildFolds(phone.db, phone.sleep, 'rules 2')
    expect(await counts()).toEqual(allRight)
    expect((await phone.db.shifts.get(shiftIds[0]!))?.foldVersion).toBe(shiftFoldVersion)
  })

  test('does it once', async () => {
    await rebuildFolds(phone.db, phone.sleep, 'rules 2')
    await spoilFolds()
    await rebuildFolds(phone.db, phone.sleep, 'rules 2')
    expect(await counts()).toEqual(Array.from(shiftIds, () => -1))
  })

  test('does it again for the next build', async () => {
    await rebuildFolds(phone.db, phone.sleep, 'rules 2')
    await spoilFolds()
    await rebuildFolds(phone.db, phone.sleep, 'rules 3')
    expect(await counts()).toEqual(allRight)
  })

  test('goes on where a kill stopped it', async () => {
    await spoilFolds()
    const killed = async (): Promise<never> => Promise.reject(new Error('killed'))
    await expect(rebuildFolds(phone.db, killed, 'rules 2')).rejects.toThrow('killed')
    const done = (await loadFact(phone.db, 'foldRebuild'))!.after
    const half = await counts()
    expect(half).toContain(-1)
    expect(half).toContain(99)

    // What was done is not done again: spoil it to see.
    await phone.db.shifts.update(shiftIds[0]!, { foldVersion: 0 })
    await rebuildFolds(phone.db, phone.sleep, 'rules 2')
    expect(await counts()).toEqual(allRight)
    expect(shiftIds[0]! < done).toBe(true)
    expect((await phone.db.shifts.get(shiftIds[0]!))?.foldVersion).toBe(0)
  })

  test('folds what an older build kept without understanding it', async () => {
    const row = (await phone.db.journal.toCollection().first())!
    const subject = 'shift-99' as SubjectId
    const id = phone.journal.newId() as EntryId
    const entry = { ...row.entry, id, kind: 'duty.tallied', data: { counter: 'vendor', delta: 1 }, subjects: [subject] }
    await phone.db.journal.add({ ...row, id, kind: 'duty.tallied', subjects: [subject], entry })
    await rebuildFolds(phone.db, phone.sleep)
    expect((await phone.db.shifts.get(subject))?.state.counts.vendor).toBe(1)
  })

  test('has nothing to do on an empty phone', async () => {
    const fresh = createPhoneStorage(createEngine())
    await rebuildFolds(fresh.db, fresh.sleep)
    expect((await loadFact(fresh.db, 'foldRebuild'))?.state).toBe('done')
  })
})
