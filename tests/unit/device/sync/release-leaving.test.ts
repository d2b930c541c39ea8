import { beforeEach, describe, expect, test } from 'vitest'
import { loadFact, saveFact } from '../../../../src/device/database/facts.ts'
import { applyEpoch } from '../../../../src/device/sync/new-epoch.ts'
import { newestKept } from '../../../../src/device/sync/leaving.ts'
import { applyMembers } from '../../../../src/device/sync/lost-scopes.ts'
import { releaseLeaving } from '../../../../src/device/sync/release-leaving.ts'
import { caseIdOf, type EntryId, type ScopeId } from '../../../../src/domain/ids.ts'
import { finding, squad } from '../../../support/field-records.ts'
import { createEngine } from '../../../support/fresh-engine.ts'
import { createPhoneStorage, officer, type PhoneStorage } from '../../../support/phone-storage.ts'
import { give, page, pulled } from '../../../support/pulled-pages.ts'
import { createSyncingPhone, goodServer, requestOf, syncAnswer } from '../../../support/syncing-phone.ts'

const next = 'squad-2' as ScopeId
const sentRev = 5
const storedAtMs = Date.parse('2026-11-20T07:00:00.000Z')
const soonAfterMs = storedAtMs + 2 * 60_000

describe('[SYNC-28] what a person sent for a squad that she has left', () => {
  let phone: PhoneStorage
  let id: EntryId

  /** A finding with a photo, both on the server; then she reads another squad's feed, to its end. */
  beforeEach(async () => {
    phone = createPhoneStorage(createEngine())
    const photo = await phone.photos.take({
      bytes: new Uint8Array([1, 2, 3]).buffer,
      mime: 'image/jpeg',
      role: 'scene',
      source: 'camera',
      draftId: 'd',
      takenAtMs: phone.clock.now(),
    })
    id = phone.journal.newId()
    const [own] = await phone.journal.record([finding(id, [photo])])
    await phone.db.journal.update(id, { sendState: 'accepted', rev: sentRev })
    await phone.db.parts.toCollection().modify({ sendState: 'stored', storedAtMs, isInBackup: true })
    await give(phone.db, page({ entries: [pulled(own, sentRev)] }))
    await applyMembers(phone.db, [{ scope: next, role: 'officer' }])
    await give(phone.db, page({ scope: next }))
  })

  const backedUp = async (rev: number, coversUntilMs: number): Promise<void> => {
    await saveFact(phone.db, 'durable', { [squad]: rev })
    await saveFact(phone.db, 'backup', { coversUntilMs })
  }
  const isHere = async (): Promise<boolean> =>
    (await phone.db.journal.get(id)) !== undefined && (await phone.db.partBytes.count()) === 1

  test('stays, with its photo, while no backup has it', async () => {
    await backedUp(sentRev - 1, soonAfterMs)
    await releaseLeaving(phone.db)
    expect(await isHere()).toBe(true)
    expect(await phone.db.cases.get(caseIdOf(id))).toBeDefined()
  })

  test('stays while a backup has the record and not the photo', async () => {
    await phone.db.parts.toCollection().modify({ isInBackup: false })
    await backedUp(sentRev, soonAfterMs)
    await releaseLeaving(phone.db)
    expect(await isHere()).toBe(true)
  })

  test('stays while its photo is still to be sent', async () => {
    await phone.db.parts.toCollection().modify({ sendState: 'queued' })
    await backedUp(sentRev, soonAfterMs)
    await releaseLeaving(phone.db)
    expect(await isHere()).toBe(true)
  })

  test('goes once a backup has both, with everything that was folded from it', async () => {
    await backedUp(sentRev, soonAfterMs)
    await releaseLeaving(phone.db)
    expect(await phone.db.journal.count()).toBe(0)
    expect(await phone.db.cases.count()).toBe(0)
    expect(await phone.db.parts.count()).toBe(0)
    expect(await phone.db.partBytes.count()).toBe(0)
    expect(await phone.db.thumbnails.count()).toBe(0)
    expect(await newestKept(phone.db)).toEqual([])
  })

  test('stays while the next page of a feed may still show it', async () => {
    await backedUp(sentRev, soonAfterMs)
    await phone.db.cursors.update(next, { complete: 'no' })
    await releaseLeaving(phone.db)
    expect(await isHere()).toBe(true)
  })

  test('stays where a feed shows it again', async () => {
    const own = (await phone.db.journal.get(id))?.entry
    await applyMembers(phone.db, [{ scope: squad, role: 'officer' }])
    await give(phone.db, page({ entries: [pulled(own, sentRev)] }))
    await backedUp(sentRev, soonAfterMs)
    await releaseLeaving(phone.db)
    expect(await isHere()).toBe(true)
  })

  test('is not covered on a new timeline by a revision of the old one', async () => {
    await backedUp(sentRev, soonAfterMs)
    await saveFact(phone.db, 'epoch', 'epoch-1')
    await applyEpoch(phone.db, officer, { epoch: 'epoch-2' })
    expect(await phone.db.journal.get(id)).toMatchObject({ sendState: 'queued' })
    expect(await loadFact(phone.db, 'durable')).toBeUndefined()
  })
})

describe('[SYNC-29] asking how far a backup covers a squad that was left', () => {
  const members = [{ scope: next, role: 'officer' }]

  test('names the newest record of it that is kept, and lets all go when it is covered', async () => {
    let durable: Record<string, number> = {}
    const deltas = [page({ scope: next })]
    const phone = createSyncingPhone((call) =>
      call.path === '/api/sync' ? syncAnswer(call, { members, deltas, durable }) : goodServer(call),
    )
    for (let left = 2; left > 0; left -= 1) await phone.journal.record([finding(phone.journal.newId())])
    await phone.sync.syncNow()
    const newest = (await phone.db.journal.toArray()).find(({ rev }) => rev === 2)?.id
    await phone.sync.syncNow()
    expect(phone.callsTo('/api/sync').map((call) => requestOf(call).keeping)).toEqual([undefined, [newest]])
    expect(await phone.db.journal.count()).toBe(2)
    durable = { [squad]: 2 }
    await phone.sync.syncNow()
    expect(await phone.db.journal.count()).toBe(0)
    await phone.sync.syncNow()
    expect(phone.callsTo('/api/sync').map((call) => requestOf(call).keeping)[3]).toBeUndefined()
  })
})
