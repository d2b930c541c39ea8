import { copyFile, cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ScopeId } from '../../../src/domain/ids.ts'
import type { SyncResponse } from '../../../src/protocol/sync.ts'
import { dataPaths } from '../../../src/server/backup/data-paths.ts'
import { restoreBackup } from '../../../src/server/backup/restore-backup.ts'
import { runBackup } from '../../../src/server/backup/run-backup.ts'
import { createFolderPartStore } from '../../../src/server/photos/folder/folder-part-store.ts'
import { StoreInUseError } from '../../../src/server/store/sqlite/one-process.ts'
import { createFeedPhone } from '../../support/feed-phone.ts'
import { findingOf, photoRef, push, sha256Of, upload } from '../../support/pushed-entries.ts'
import { deltaOf, entryIdsOf, pullAll, sync, tallyOf } from '../../support/sync-calls.ts'
import { createTestServer, type TestClient, type TestServer } from '../../support/test-server.ts'

const squad = 'squad-1' as ScopeId

let backupDir: string
let server: TestServer
let officer: TestClient
let colleague: TestClient

beforeEach(async () => {
  backupDir = await mkdtemp(join(tmpdir(), 'xunhu-backup-'))
  server = await createTestServer({ backupDir })
  await server.addPerson('1001', 'officer', 'squad-1')
  await server.addPerson('1002', 'officer', 'squad-1')
  await server.addPerson('1003', 'officer', 'squad-2')
  officer = await server.login('1001')
  colleague = await server.login('1002')
})
afterEach(async () => {
  await server.close()
  await rm(backupDir, { recursive: true, force: true })
})

const pathsHere = () => dataPaths(server.dataDir)
const back = () => runBackup({ ...server.deps, config: { dataDir: server.dataDir, backupDir } })
const epochNow = async (): Promise<string> => (await sync(server, colleague)).epoch

/** The same phones' sessions go on: their cookies are the database's, but the app is another. */
async function restartWith(whileClosed: () => Promise<unknown>): Promise<void> {
  server = await server.restart(async () => {
    await whileClosed()
  })
  officer = await server.login('1001', officer.device)
  colleague = await server.login('1002', colleague.device)
}

async function restore(name: string): Promise<void> {
  const asked = { dataDir: server.dataDir, backup: join(backupDir, name), nowMs: server.clock.now() }
  await restartWith(() => restoreBackup(asked))
}

/** As a phone shows what this answer's feed has given it. */
const witnessedOf = (answer: SyncResponse, feed = 'squad-1') =>
  deltaOf(answer, feed).entries.map(({ entry, stamp, receipt }) => ({ entry, stamp, feed, receipt }))

const storedEntries = () =>
  server.deps.store.read((db) =>
    db.selectFrom('entry').select(['id', 'author', 'device', 'author_role', 'received_at', 'status']).execute(),
  )

describe('a backup', () => {
  test('[SYNC-24] is what durable speaks of where one is configured, and only once it was read back', async () => {
    await push(server, officer, [tallyOf(server, officer)])
    expect(await sync(server, officer)).toMatchObject({ durable: { [squad]: 0 }, backup: { coversUntil: null } })
    await back()
    const covered = await sync(server, officer)
    const { results } = await push(server, officer, [tallyOf(server, officer)])
    expect(covered.durable[squad]).toBe((results[0]?.rev ?? 0) - 1)
    expect((await sync(server, officer)).durable[squad]).toBe(covered.durable[squad])
  })

  test('[SYNC-29] is spoken of for a squad that was left, by own records there and no further than those', async () => {
    const own = tallyOf(server, officer)
    const { results } = await push(server, officer, [own])
    const theirs = tallyOf(server, colleague)
    await push(server, colleague, [theirs])
    await server.deps.store.write((tx) =>
      tx.deleteFrom('membership').where('person_id', '=', 'p-1001').where('scope', '=', squad).execute(),
    )
    expect((await sync(server, officer, { keeping: [own.id] })).durable).toMatchObject({ [squad]: 0 })
    await back()
    expect((await sync(server, officer, { keeping: [own.id] })).durable[squad]).toBe(results[0]?.rev)
    expect((await sync(server, officer, { keeping: [theirs.id] })).durable[squad]).toBeUndefined()
    expect((await sync(server, officer)).durable[squad]).toBeUndefined()
  })

  test('[SYNC-55] names the moment that it covers, and covers no photo whose file is gone', async () => {
    const bytes = Buffer.from('a picture')
    await push(server, officer, [findingOf(server, officer, squad, { photos: [photoRef(server, bytes)] }).entry])
    await upload(officer, bytes)
    const parts = createFolderPartStore({ root: pathsHere().parts, freeBytes: () => Promise.resolve(1e12) })
    await parts.remove(sha256Of(bytes))
    await expect(back()).rejects.toThrow()
    expect(await sync(server, officer)).toMatchObject({ durable: { [squad]: 0 }, backup: { coversUntil: null } })
    await parts.put(sha256Of(bytes), bytes)
    const coversUntil = new Date(server.clock.now()).toISOString()
    await back()
    expect((await sync(server, officer)).backup).toEqual({ coversUntil })
  })

  test('taken while phones write holds each push wholly or not', async () => {
    const pushing = Array.from({ length: 20 }, () =>
      push(server, officer, [tallyOf(server, officer), tallyOf(server, officer)]),
    )
    const [taken] = await Promise.all([back(), ...pushing])
    await restore(taken.name)
    const { pages } = await pullAll(server, colleague)
    const ids = entryIdsOf(pages)
    expect(ids.length % 2).toBe(0)
    expect(deltaOf(pages[0]!, squad).entries.every(({ stamp }) => stamp.rev <= (taken.revisions.get(squad) ?? 0))).toBe(
      true,
    )
  })

  test('is not put back while a server runs on the folder', async () => {
    const { name } = await back()
    const asked = { dataDir: server.dataDir, backup: join(backupDir, name), nowMs: 1 }
    await expect(restoreBackup(asked)).rejects.toThrow(StoreInUseError)
  })
})

describe('after a restore', () => {
  test('[SYNC-52] everything that phones hold is there again, once, under the same authors', async () => {
    const phones = [await createFeedPhone(server, '1001'), await createFeedPhone(server, '1002')]
    const { name } = await back()
    await push(server, officer, [tallyOf(server, officer), findingOf(server, officer, squad).entry])
    await push(server, colleague, [tallyOf(server, colleague)])
    for (const phone of phones) await phone.sync()
    const before = await storedEntries()
    expect(before).toHaveLength(3)
    await restore(name)
    expect(await storedEntries()).toEqual([])
    for (const phone of phones) phone.moveTo(server)
    for (const phone of [...phones, ...phones]) await phone.sync()
    const byId = (left: { readonly id: string }, right: { readonly id: string }) => (left.id < right.id ? -1 : 1)
    expect((await storedEntries()).sort(byId)).toEqual([...before].sort(byId))
    for (const phone of phones) phone.phone.run().db.close()
  })

  test('[SYNC-51] a receipt admits the record of an author who is no member by the older database', async () => {
    const { name } = await back()
    const entry = tallyOf(server, officer)
    await push(server, officer, [entry])
    const witnessed = witnessedOf(await sync(server, officer))
    await restore(name)
    await server.deps.store.write((tx) => tx.deleteFrom('membership').where('person_id', '=', 'p-1001').execute())
    expect((await sync(server, officer, { entries: [entry] })).results).toMatchObject([{ status: 'refused' }])
    const again = await sync(server, officer, { entries: [entry], witnessed })
    expect(again.results).toMatchObject([{ status: 'accepted' }])
    expect(await storedEntries()).toMatchObject([{ id: entry.id, author: 'p-1001', status: 'accepted' }])
  })

  test('[SYNC-51] a forged receipt, one for another content and one from a feed that was not shown admit nothing', async () => {
    const { name } = await back()
    await push(server, officer, [tallyOf(server, officer)])
    const [shown] = witnessedOf(await sync(server, officer))
    await restore(name)
    const stranger = await server.login('1003')
    const changed = { ...shown, entry: { ...shown?.entry, data: { counter: 'vendor', delta: 9 } } }
    const tries = [
      { ...shown, receipt: 'forged' },
      changed,
      { ...shown, stamp: { ...shown?.stamp, rev: 99 } },
      'junk',
      null,
    ]
    await sync(server, colleague, { witnessed: tries })
    await sync(server, stranger, { witnessed: [shown, { ...shown, feed: 'squad-2' }] })
    expect(await storedEntries()).toEqual([])
    await sync(server, colleague, { witnessed: [shown, shown] })
    await sync(server, colleague, { witnessed: [shown] })
    expect(await storedEntries()).toMatchObject([{ id: shown?.entry.id, author: 'p-1001' }])
  })

  test('[SYNC-50] receipts of before still fit when the disk of the server was lost', async () => {
    const { name } = await back()
    await push(server, officer, [tallyOf(server, officer)])
    const witnessed = witnessedOf(await sync(server, colleague))
    const asked = { dataDir: server.dataDir, backup: join(backupDir, name), nowMs: 1 }
    await restartWith(async () => {
      await rm(server.dataDir, { recursive: true })
      await restoreBackup(asked)
    })
    await sync(server, colleague, { witnessed })
    expect(await storedEntries()).toHaveLength(1)
  })

  test('[SYNC-54] a device that was revoked since stays revoked', async () => {
    const lost = await server.login('1003')
    const { name } = await back()
    const at = new Date(server.clock.now()).toISOString()
    await server.deps.besideLog.append({ what: 'device.revoked', device: lost.device, at })
    await restore(name)
    await expect(server.login('1003', lost.device)).rejects.toThrow('device/revoked')
  })

  test('[SYNC-54] photos are there again, and those that were erased since are not', async () => {
    const [kept, erased] = [Buffer.from('kept'), Buffer.from('erased')]
    const [keptRef, erasedRef] = [photoRef(server, kept), photoRef(server, erased)]
    await push(server, officer, [findingOf(server, officer, squad, { photos: [keptRef, erasedRef] }).entry])
    for (const bytes of [kept, erased]) await upload(officer, bytes)
    const { name } = await back()
    const at = new Date(server.clock.now()).toISOString()
    await server.deps.besideLog.append({
      what: 'part.erased',
      partId: erasedRef.partId,
      sha256: erasedRef.sha256,
      at,
    })
    const asked = { dataDir: server.dataDir, backup: join(backupDir, name), nowMs: 1 }
    await restartWith(async () => {
      await rm(pathsHere().parts, { recursive: true })
      await restoreBackup(asked)
    })
    const read = async (partId: string) =>
      (await officer.call({ url: `/api/parts/${partId}?size=original` })).statusCode
    expect([await read(keptRef.partId), await read(erasedRef.partId)]).toEqual([200, 410])
  })
})

describe('a new timeline', () => {
  const copyOf = () => join(backupDir, 'copy.sqlite')

  async function putOldFileBack(): Promise<void> {
    for (const suffix of ['-wal', '-shm']) await rm(pathsHere().database + suffix, { force: true })
    await copyFile(copyOf(), pathsHere().database)
  }

  test('[SYNC-53] does not begin with a plain restart', async () => {
    const epoch = await epochNow()
    await restartWith(async () => undefined)
    expect(await epochNow()).toBe(epoch)
  })

  test('[SYNC-53] begins where somebody put an old database file back without a word', async () => {
    await restartWith(() => copyFile(pathsHere().database, copyOf()))
    const epoch = await epochNow()
    await push(server, officer, [tallyOf(server, officer)])
    await restartWith(putOldFileBack)
    expect(await epochNow()).not.toBe(epoch)
  })

  test('[SYNC-53] begins where the whole machine was set back and the numbers were written once more', async () => {
    await push(server, officer, [tallyOf(server, officer)])
    await restartWith(() => cp(server.dataDir, copyOf(), { recursive: true }))
    const lost = await push(server, officer, [tallyOf(server, officer)])
    const { pages, cursors } = await pullAll(server, colleague)
    await restartWith(async () => {
      await rm(server.dataDir, { recursive: true })
      await cp(copyOf(), server.dataDir, { recursive: true })
    })
    const again = await push(server, officer, [tallyOf(server, officer)])
    expect(again.results[0]?.rev).toBe(lost.results[0]?.rev)
    expect(await epochNow()).toBe(pages[0]?.epoch)
    expect((await sync(server, colleague, { cursors })).epoch).not.toBe(pages[0]?.epoch)
  })

  test('[SYNC-53] does not begin by a cursor of an earlier run whose rows are all there', async () => {
    await push(server, officer, [tallyOf(server, officer)])
    const { pages, cursors } = await pullAll(server, colleague)
    await restartWith(async () => undefined)
    await push(server, officer, [tallyOf(server, officer)])
    const answer = await sync(server, colleague, { cursors })
    expect(answer.epoch).toBe(pages[0]?.epoch)
    expect(deltaOf(answer, squad)).toMatchObject({ entries: [{}] })
    expect(deltaOf(answer, squad).reset).toBeUndefined()
  })

  test('[SYNC-56] begins by the mark of what was accepted from a device that has read nothing since', async () => {
    const { cursors } = await pullAll(server, officer)
    await restartWith(() => cp(server.dataDir, copyOf(), { recursive: true }))
    const accepted = await sync(server, officer, { cursors, entries: [tallyOf(server, officer)] })
    const mark = { cursors, pushedUpTo: accepted.pushedUpTo }
    expect((await sync(server, officer, mark)).epoch).toBe(accepted.epoch)
    await restartWith(async () => {
      await rm(server.dataDir, { recursive: true })
      await cp(copyOf(), server.dataDir, { recursive: true })
    })
    expect((await sync(server, officer, { cursors })).epoch).toBe(accepted.epoch)
    const forged = Buffer.from(JSON.stringify(['mark', accepted.epoch, [squad, 99, 'run']])).toString('base64url')
    expect((await sync(server, officer, { cursors, pushedUpTo: forged })).epoch).toBe(accepted.epoch)
    expect((await sync(server, officer, mark)).epoch).not.toBe(accepted.epoch)
  })

  test('[SYNC-53] begins where the file beside the database is missing', async () => {
    const epoch = await epochNow()
    await restartWith(() => rm(pathsHere().epoch))
    expect(await epochNow()).not.toBe(epoch)
  })

  test('[SYNC-53] begins by a cursor of ours that is ahead of its feed, and by no other', async () => {
    await push(server, officer, [tallyOf(server, officer)])
    const { pages, cursors } = await pullAll(server, officer)
    const { epoch } = pages[0]!
    const ahead = Buffer.from(JSON.stringify(['mark', epoch, 99, ''])).toString('base64url')
    expect((await sync(server, officer, { cursors: { [squad]: ahead } })).epoch).toBe(epoch)
    expect((await sync(server, officer, { cursors: { [squad]: cursors['bureau'] } })).epoch).toBe(epoch)
    await server.deps.store.write((tx) => tx.updateTable('scope').set({ rev: 0 }).where('id', '=', squad).execute())
    const begun = await sync(server, officer, { cursors })
    expect(begun.epoch).not.toBe(epoch)
    expect(begun.deltas.map(({ reset }) => reset)).toEqual([true, true])
    expect((await sync(server, officer, { cursors })).epoch).toBe(begun.epoch)
  })
})
