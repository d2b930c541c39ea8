import { describe, expect, test } from 'vitest'
import { applyDelta } from '../../../../src/device/sync/apply-delta.ts'
import { applyMembers } from '../../../../src/device/sync/lost-scopes.ts'
import type { PulledEntry } from '../../../../src/device/sync/sync-answer.ts'
import { caseIdOf, type EntryId, type ScopeId } from '../../../../src/domain/ids.ts'
import { addRow, type BlockSums } from '../../../../src/protocol/feed-digest.ts'
import { finding, squad } from '../../../support/field-records.ts'
import { createEngine } from '../../../support/fresh-engine.ts'
import { createPhoneStorage } from '../../../support/phone-storage.ts'
import { colleaguesEntry, give, page, pulled } from '../../../support/pulled-pages.ts'

const other = 'squad-2' as ScopeId
const theirs = '01890000-0000-7000-8000-0000000000c1' as EntryId
const caseId = caseIdOf(theirs)

/** A case of the first squad as the second squad's feed brings it. */
async function openWithGrant() {
  const phone = createPhoneStorage(createEngine())
  const [own] = await phone.journal.record([finding(phone.journal.newId())])
  const entry = { ...colleaguesEntry(own!, theirs), subjects: [caseId], parts: [] }
  const granted = (feedRev: number): PulledEntry => ({ ...pulled(entry, 41), feedRev })
  await give(phone.db, page({ scope: other, entries: [granted(7)] }))
  return { ...phone, entry, granted }
}

const sumsOf = (...rows: readonly (readonly [id: string, rev: number])[]): BlockSums => {
  const sums: BlockSums = new Map()
  for (const [id, rev] of rows) addRow(sums, id, rev)
  return sums
}

type Phone = Awaited<ReturnType<typeof openWithGrant>>
const leftOutOf = async ({ db }: Phone) => new Map((await db.cursors.get(other))?.leftOut)
const heldRevOf = async ({ db }: Phone) => (await db.held.get([other, theirs]))?.rev

describe('what came through a granted feed', () => {
  test('[SYNC-40] keeps the revision of its home and is held at that of the feed', async () => {
    const phone = await openWithGrant()
    expect(await phone.db.journal.get(theirs)).toMatchObject({ rev: 41, scope: squad })
    expect(await heldRevOf(phone)).toBe(7)
  })

  test('[SYNC-42] goes when the grant ends, and is accounted for', async () => {
    const phone = await openWithGrant()
    await give(phone.db, page({ scope: other, ended: [{ subject: caseId, rev: 9 }] }))
    expect(await phone.db.journal.get(theirs)).toBeUndefined()
    expect(await phone.db.cases.get(caseId)).toBeUndefined()
    expect(await leftOutOf(phone)).toEqual(sumsOf([theirs, 7]))
  })

  test('[SYNC-42] stays when the grant ends while another feed shows it', async () => {
    const phone = await openWithGrant()
    await give(phone.db, page({ entries: [pulled(phone.entry, 41)] }))
    await give(phone.db, page({ scope: other, ended: [{ subject: caseId, rev: 9 }] }))
    expect(await phone.db.journal.get(theirs)).toBeDefined()
  })

  test('[SYNC-42] stays when the same page brings the end and a new grant', async () => {
    const phone = await openWithGrant()
    const again = page({ scope: other, entries: [phone.granted(12)], ended: [{ subject: caseId, rev: 9 }] })
    await give(phone.db, again)
    expect(await heldRevOf(phone)).toBe(12)
    expect(await phone.db.journal.get(theirs)).toBeDefined()
    expect(await leftOutOf(phone)).toEqual(sumsOf([theirs, 7]))
  })

  test('[SYNC-42] leaves what the person recorded about it and has not sent', async () => {
    const phone = await openWithGrant()
    const [added] = await phone.journal.record([
      { kind: 'case.supplemented', scope: squad, subjects: [caseId], data: { note: '补' } },
    ])
    await give(phone.db, page({ scope: other, ended: [{ subject: caseId, rev: 9 }] }))
    expect(await phone.db.journal.get(added!.id)).toMatchObject({ sendState: 'queued' })
  })

  test('[SYNC-14] goes with the scope that it came through', async () => {
    const phone = await openWithGrant()
    await applyMembers(phone.db, [{ scope: 'bureau' as ScopeId, role: 'officer' }])
    expect(await phone.db.journal.get(theirs)).toBeUndefined()
    expect(await phone.db.held.count()).toBe(0)
  })

  test('[SYNC-14] stays where the home’s feed shows it too', async () => {
    const phone = await openWithGrant()
    await give(phone.db, page({ entries: [pulled(phone.entry, 41)] }))
    await applyMembers(phone.db, [{ scope: squad, role: 'officer' }])
    expect(await phone.db.journal.get(theirs)).toBeDefined()
  })

  test('[SYNC-14] stays when its home is lost and it is still granted', async () => {
    const phone = await openWithGrant()
    await give(phone.db, page({ entries: [pulled(phone.entry, 41)] }))
    await applyMembers(phone.db, [{ scope: other, role: 'officer' }])
    expect(await phone.db.journal.get(theirs)).toBeDefined()
  })
})

describe('what a page left out', () => {
  test('[SYNC-43] is added up with the cursor', async () => {
    const phone = await openWithGrant()
    await give(phone.db, page({ scope: other, leftOut: [[0, 5]] }))
    await give(
      phone.db,
      page({
        scope: other,
        leftOut: [
          [0, 6],
          [1, 1],
        ],
      }),
    )
    expect(await leftOutOf(phone)).toEqual(
      new Map([
        [0, 11],
        [1, 1],
      ]),
    )
  })

  test('[SYNC-41] counts no more once it comes out of turn', async () => {
    const phone = await openWithGrant()
    const old = '01890000-0000-7000-8000-0000000000c2'
    const late = { ...pulled({ ...phone.entry, id: old }, 3), feedRev: 3 }
    await give(phone.db, page({ scope: other, leftOut: [...sumsOf([old, 3])] }))
    await give(phone.db, page({ scope: other, earlier: [late, phone.granted(7)] }))
    expect([...(await leftOutOf(phone)).values()]).toEqual([0])
    expect((await phone.db.held.get([other, old]))?.rev).toBe(3)
  })

  test('[SYNC-19] begins anew with a reset', async () => {
    const phone = await openWithGrant()
    await give(phone.db, page({ scope: other, leftOut: [[0, 5]] }))
    await give(phone.db, page({ scope: other, reset: true, leftOut: [[0, 6]] }))
    expect(await leftOutOf(phone)).toEqual(new Map([[0, 6]]))
    expect(await heldRevOf(phone)).toBeUndefined()
  })

  test('[SYNC-18] is not counted twice when two windows bring the same page', async () => {
    const phone = await openWithGrant()
    const same = page({ scope: other, to: 'cursor-2', leftOut: [[0, 5]] })
    await applyDelta(phone.db, same, 'cursor-1')
    await applyDelta(phone.db, same, 'cursor-1')
    expect(await leftOutOf(phone)).toEqual(new Map([[0, 5]]))
  })
})
