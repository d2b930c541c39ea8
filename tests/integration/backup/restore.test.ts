import { rm } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ScopeId } from '../../../src/domain/ids.ts'
import type { SyncResponse } from '../../../src/protocol/sync.ts'
import { restoreBackup } from '../../../src/server/backup/restore-backup.ts'
import { openBackedUpServer, type BackedUpServer } from '../../support/backed-up-server.ts'
import { createFeedPhone } from '../../support/feed-phone.ts'
import { findingOf, push } from '../../support/pushed-entries.ts'
import { deltaOf, sync, tallyOf } from '../../support/sync-calls.ts'

const squad = 'squad-1' as ScopeId
let here: BackedUpServer

beforeEach(async () => {
  here = await openBackedUpServer()
})
afterEach(() => here.close())

/** As a phone shows what this answer's feed has given it. */
const witnessedOf = (answer: SyncResponse, feed = 'squad-1') =>
  deltaOf(answer, feed).entries.map(({ entry, stamp, receipt }) => ({ entry, stamp, feed, receipt }))

const storedEntries = () =>
  here.server.deps.store.read((db) =>
    db.selectFrom('entry').select(['id', 'author', 'device', 'author_role', 'received_at', 'status']).execute(),
  )

describe('after a restore', () => {
  test('[SYNC-52] everything that phones hold is there again, once, under the same authors', async () => {
    const phones = [await createFeedPhone(here.server, '1001'), await createFeedPhone(here.server, '1002')]
    const { name } = await here.back()
    await push(here.server, here.officer, [
      tallyOf(here.server, here.officer),
      findingOf(here.server, here.officer, squad).entry,
    ])
    await push(here.server, here.colleague, [tallyOf(here.server, here.colleague)])
    for (const phone of phones) await phone.sync()
    const before = await storedEntries()
    expect(before).toHaveLength(3)
    await here.restore(name)
    expect(await storedEntries()).toEqual([])
    for (const phone of phones) phone.moveTo(here.server)
    for (const phone of [...phones, ...phones]) await phone.sync()
    const byId = (left: { readonly id: string }, right: { readonly id: string }) => (left.id < right.id ? -1 : 1)
    expect((await storedEntries()).sort(byId)).toEqual([...before].sort(byId))
    for (const phone of phones) phone.phone.run().db.close()
  })

  test('[SYNC-51] a receipt admits the record of an author who is no member by the older database', async () => {
    const { name } = await here.back()
    const entry = tallyOf(here.server, here.officer)
    await push(here.server, here.officer, [entry])
    const witnessed = witnessedOf(await sync(here.server, here.officer))
    await here.restore(name)
    await here.server.deps.store.write((tx) => tx.deleteFrom('membership').where('person_id', '=', 'p-1001').execute())
    expect((await sync(here.server, here.officer, { entries: [entry] })).results).toMatchObject([{ status: 'refused' }])
    const again = await sync(here.server, here.officer, { entries: [entry], witnessed })
    expect(again.results).toMatchObject([{ status: 'accepted' }])
    expect(await storedEntries()).toMatchObject([{ id: entry.id, author: 'p-1001', status: 'accepted' }])
  })

  test('[SYNC-51] a forged receipt, one for another content and one from a feed that was not shown admit nothing', async () => {
    const { name } = await here.back()
    await push(here.server, here.officer, [tallyOf(here.server, here.officer)])
    const [shown] = witnessedOf(await sync(here.server, here.officer))
    await here.restore(name)
    const stranger = await here.server.login('1003')
    const changed = { ...shown, entry: { ...shown?.entry, data: { counter: 'vendor', delta: 9 } } }
    const tries = [
      { ...shown, receipt: 'forged' },
      changed,
      { ...shown, stamp: { ...shown?.stamp, rev: 99 } },
      'junk',
      null,
    ]
    await sync(here.server, here.colleague, { witnessed: tries })
    await sync(here.server, stranger, { witnessed: [shown, { ...shown, feed: 'squad-2' }] })
    expect(await storedEntries()).toEqual([])
    await sync(here.server, here.colleague, { witnessed: [shown, shown] })
    await sync(here.server, here.colleague, { witnessed: [shown] })
    expect(await storedEntries()).toMatchObject([{ id: shown?.entry.id, author: 'p-1001' }])
  })

  test('[SYNC-50] receipts of before still fit when the disk of the server was lost', async () => {
    const { name } = await here.back()
    await push(here.server, here.officer, [tallyOf(here.server, here.officer)])
    const witnessed = witnessedOf(await sync(here.server, here.colleague))
    const asked = here.asked(name)
    await here.restartWith(async () => {
      await rm(here.server.dataDir, { recursive: true })
      await restoreBackup(asked)
    })
    await sync(here.server, here.colleague, { witnessed })
    expect(await storedEntries()).toHaveLength(1)
  })

  test('[SYNC-54] a device that was revoked since stays revoked', async () => {
    const lost = await here.server.login('1003')
    const { name } = await here.back()
    const at = new Date(here.server.clock.now()).toISOString()
    await here.server.deps.besideLog.append({ what: 'device.revoked', device: lost.device, at })
    await here.restore(name)
    await expect(here.server.login('1003', lost.device)).rejects.toThrow('device/revoked')
  })
})
