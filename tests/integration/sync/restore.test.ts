import { mkdtemp, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ScopeId } from '../../../src/domain/ids.ts'
import { must } from '../../../src/lib/must.ts'
import type { SyncResponse } from '../../../src/protocol/sync.ts'
import { dataPaths } from '../../../src/server/backup/data-paths.ts'
import { folderSource } from '../../../src/server/backup/backup-source.ts'
import { restoreBackup, type Restored } from '../../../src/server/backup/restore-backup.ts'
import { runBackup } from '../../../src/server/backup/run-backup.ts'
import { BackupRunningError } from '../../../src/server/backup/one-backup.ts'
import { takeBackup } from '../../../src/server/backup/take-backup.ts'
import { createPartPaths } from '../../../src/server/photos/folder/part-paths.ts'
import { createFolderPartStore } from '../../../src/server/photos/folder/folder-part-store.ts'
import type { PartStore } from '../../../src/server/photos/part-store.ts'
import { findAssignment } from '../../../src/server/services/assignments.ts'
import { eraseParts } from '../../../src/server/services/erase-parts.ts'
import { StoreInUseError } from '../../../src/server/store/sqlite/one-process.ts'
import { createFeedPhone } from '../../support/feed-phone.ts'
import { findingOf, newId, photoRef, push, sha256Of, upload } from '../../support/pushed-entries.ts'
import { soundOf, voiceRef } from '../../support/spoken-notes.ts'
import { deltaOf, entryIdsOf, pullAll, sync, tallyOf } from '../../support/sync-calls.ts'
import {
  createTestServer,
  testPassword,
  type LastingClient,
  type TestClient,
  type TestServer,
} from '../../support/test-server.ts'

const squad = 'squad-1' as ScopeId

let backupDir: string
let server: TestServer
let officer: LastingClient
let colleague: LastingClient

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
/** The one that all backups share. */
const copyOf = (bytes: Buffer): string => createPartPaths(join(backupDir, 'parts')).blob(sha256Of(bytes))
/** As a medium does it: nothing is seen of it but the bytes. */
async function rot(bytes: Buffer, rotten: string): Promise<void> {
  const { mtime } = await stat(copyOf(bytes))
  await writeFile(copyOf(bytes), rotten)
  await utimes(copyOf(bytes), mtime, mtime)
}
const back = () => runBackup({ ...server.deps, config: { dataDir: server.dataDir, backupDir } })

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

  test('[SYNC-55] [PART-13] holds what was spoken: it is heard after a restore, though its file was lost', async () => {
    const bytes = soundOf('audio/webm')
    const voice = voiceRef(server, bytes)
    await push(server, officer, [{ ...findingOf(server, officer, squad).entry, parts: [voice] }])
    await upload(officer, bytes)
    const { name } = await back()
    const parts = createFolderPartStore({ root: pathsHere().parts, freeBytes: () => Promise.resolve(1e12) })
    await parts.remove(voice.sha256)
    await restore(name)
    const answer = await officer.call({ url: `/api/parts/${voice.partId}?size=original` })
    expect([answer.statusCode, answer.rawPayload.equals(bytes)]).toEqual([200, true])
  })

  test('[SYNC-54] does without a photo that is erased while it is made', async () => {
    const bytes = Buffer.from('erased meanwhile')
    const ref = photoRef(server, bytes)
    await push(server, officer, [findingOf(server, officer, squad, { photos: [ref] }).entry])
    await upload(officer, bytes)
    const source = folderSource(server.dataDir)
    const open: PartStore['open'] = async (...asked) => {
      await eraseParts(server.deps, [ref.partId], 'order')
      return source.parts.open(...asked)
    }
    const asked = { dataDir: server.dataDir, backupDir, nowMs: server.clock.now() }
    const { name, parts } = await takeBackup(asked, { ...source, parts: { ...source.parts, open } })
    expect(parts).toBe(0)
    await restore(name)
    expect((await officer.call({ url: `/api/parts/${ref.partId}?size=original` })).statusCode).toBe(410)
  })

  test('is made one at a time: a second one says so, and takes nothing of the first away', async () => {
    const source = folderSource(server.dataDir)
    const asked = { dataDir: server.dataDir, backupDir, nowMs: server.clock.now() }
    let second: unknown = null
    const copyRows: typeof source.copyRows = async (to) => {
      second = await takeBackup({ ...asked, nowMs: asked.nowMs + 1 }, source).catch((failure: unknown) => failure)
      await source.copyRows(to)
    }
    const { name } = await takeBackup(asked, { ...source, copyRows })
    expect(second).toBeInstanceOf(BackupRunningError)
    await restore(name)
    expect((await takeBackup({ ...asked, nowMs: asked.nowMs + 2 }, folderSource(server.dataDir))).name).not.toBe(name)
  })

  test('looks again at the photos of earlier ones: at their size each time, within two weeks at every byte', async () => {
    const [torn, rotted] = [Buffer.from('torn off'), Buffer.from('rotted')]
    const photos = [torn, rotted].map((bytes) => photoRef(server, bytes))
    await push(server, officer, [findingOf(server, officer, squad, { photos }).entry])
    for (const bytes of [torn, rotted]) await upload(officer, bytes)
    await back()
    await truncate(copyOf(torn), 3)
    await rot(rotted, 'r0tted')
    server.clock.advance(60 * 60 * 1000)
    await back()
    expect([await readFile(copyOf(torn)), String(await readFile(copyOf(rotted)))]).toEqual([torn, 'r0tted'])
    server.clock.advance(14 * 24 * 60 * 60 * 1000)
    await back()
    expect(await readFile(copyOf(rotted))).toEqual(rotted)
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

  describe('[SYNC-54] whoever was shut out since', () => {
    const isIn = async (client: TestClient): Promise<boolean> =>
      (await client.call({ url: '/api/session' })).statusCode === 200
    const post = (client: TestClient, url: string, payload: object) => client.call({ method: 'POST', url, payload })
    const signIn = async (password: string): Promise<number> => {
      const payload = { number: '1001', password, device: newId(server) }
      const headers = { 'x-xunhu': '1' }
      return (await server.app.inject({ method: 'POST', url: '/api/login', headers, payload })).statusCode
    }
    /** The sessions of before: no sign-in follows, which would end one of its own device. */
    const putBack = async (name: string): Promise<void> => {
      const asked = { dataDir: server.dataDir, backup: join(backupDir, name), nowMs: server.clock.now() }
      server = await server.restart(async () => void (await restoreBackup(asked)))
    }
    /** What the cookie opens on the server of now. */
    const now = (client: LastingClient): TestClient => client.on(server)
    const edit = async (change: object, password?: string) => {
      const admin = await server.login('9001')
      const data = { id: 'p-1001', number: '1001', name: '示例', role: 'officer', scope: 'squad-1', active: true }
      const { rev: baseRev } = await server.deps.store.read(async (db) =>
        must(await findAssignment(db, 'people', 'p-1001'), 'the officer'),
      )
      const asked = { collection: 'people', id: 'p-1001', scope: 'squad-1', baseRev, data: { ...data, ...change } }
      return post(admin, '/api/office/assignments', { ...asked, ...(password === undefined ? {} : { password }) })
    }
    beforeEach(() => server.addPerson('9001', 'admin', 'bureau'))

    test('stays signed out where they signed out or were ended by themselves, and in where they were not', async () => {
      const [tablet, kept] = [await server.login('1001'), await server.login('1001')]
      const { name } = await back()
      await post(colleague, '/api/logout', {})
      await post(officer, '/api/sessions/end', { device: tablet.device })
      await putBack(name)
      expect(await Promise.all([colleague, tablet, officer, kept].map((client) => isIn(now(client))))).toEqual([
        false,
        false,
        true,
        true,
      ])
    })

    test('stays out when the password was changed: the one of before opens nothing, whoever changed it goes on', async () => {
      const tablet = await server.login('1001')
      const { name } = await back()
      server.clock.advance(1_000)
      await post(officer, '/api/password', { current: testPassword, next: 'another horse battery' })
      await putBack(name)
      expect([await isIn(now(officer)), await isIn(now(tablet))]).toEqual([true, false])
      expect([await signIn(testPassword), await signIn('another horse battery')]).toEqual([401, 200])
    })

    test('stays out when the office set another password', async () => {
      const { name } = await back()
      server.clock.advance(1_000)
      expect((await edit({}, 'another horse battery')).statusCode).toBe(200)
      await putBack(name)
      expect(await isIn(now(officer))).toBe(false)
      expect([await signIn(testPassword), await signIn('another horse battery')]).toEqual([401, 200])
    })

    test('stays out when they left, though the older database has them as serving: sessions, password, calendar', async () => {
      const { path } = (await post(officer, '/api/own-calendar', {})).json() as { path: string }
      const { name } = await back()
      server.clock.advance(1_000)
      expect((await edit({ active: false })).statusCode).toBe(200)
      await putBack(name)
      expect([await isIn(now(officer)), await signIn(testPassword)]).toEqual([false, 401])
      expect((await server.app.inject({ url: path })).statusCode).toBe(404)
    })

    test('gets no password by an edit that was refused', async () => {
      const { name } = await back()
      server.clock.advance(1_000)
      expect((await edit({ number: '1002' }, 'another horse battery')).statusCode).toBe(422)
      await putBack(name)
      expect(await signIn(testPassword)).toBe(200)
    })

    test('comes in by their password where a timeline begins after they came back', async () => {
      await edit({ active: false })
      server.clock.advance(1_000)
      await edit({ active: true })
      const { name } = await back()
      await putBack(name)
      expect(await signIn(testPassword)).toBe(200)
    })
  })

  test('[SYNC-58] a photo whose copy has rotted keeps nothing else back: it is named, owed again, and sent again', async () => {
    const [kept, rotted] = [Buffer.from('kept'), Buffer.from('rotted')]
    const [keptRef, rottedRef] = [photoRef(server, kept), photoRef(server, rotted)]
    await push(server, officer, [findingOf(server, officer, squad, { photos: [keptRef, rottedRef] }).entry])
    for (const bytes of [kept, rotted]) await upload(officer, bytes)
    const { name } = await back()
    await rot(rotted, 'r0tted')
    server.clock.advance(60 * 60 * 1000)
    const asked = { dataDir: server.dataDir, backup: join(backupDir, name), nowMs: 1 }
    let restored: Restored | undefined
    await restartWith(async () => {
      await rm(pathsHere().parts, { recursive: true })
      restored = await restoreBackup(asked)
    })
    expect(restored).toMatchObject({ parts: 1, lacking: [rottedRef.sha256] })
    const codeOf = async (partId: string) =>
      (await officer.call({ url: `/api/parts/${partId}?size=original` })).statusCode
    const missing = { parts: [{ sha256: rottedRef.sha256, sizeBytes: rotted.length }] }
    const answer = await officer.call({ method: 'POST', url: '/api/parts/have', payload: missing })
    expect([await codeOf(keptRef.partId), await codeOf(rottedRef.partId)]).toEqual([200, 404])
    expect(answer.json()).toMatchObject({ parts: [{ state: 'missing' }] })
    await upload(officer, rotted)
    expect(await codeOf(rottedRef.partId)).toBe(200)
    await expect(back()).resolves.toMatchObject({ parts: 2 })
    expect(await readFile(copyOf(rotted))).toEqual(rotted)
  })

  describe('[SYNC-54] a photo that came before its record', () => {
    const filesAfter = async (name: string, bytes: Buffer): Promise<boolean> => {
      const asked = { dataDir: server.dataDir, backup: join(backupDir, name), nowMs: 1 }
      await restartWith(async () => {
        await rm(pathsHere().parts, { recursive: true, force: true })
        await restoreBackup(asked)
      })
      return server.deps.partStore.has(sha256Of(bytes))
    }
    const blobs = () => server.deps.store.read((db) => db.selectFrom('blob').select('sha256').execute())

    test('and was erased after it does not come back, nor is it said to be here', async () => {
      const bytes = Buffer.from('came first')
      await upload(officer, bytes)
      const { name } = await back()
      server.clock.advance(1_000)
      const ref = photoRef(server, bytes)
      const { entry } = findingOf(server, officer, squad, { photos: [ref] })
      await push(server, officer, [entry])
      await eraseParts(server.deps, [ref.partId], 'order')
      expect([await filesAfter(name, bytes), await blobs()]).toEqual([false, []])
      await push(server, officer, [entry])
      expect((await officer.call({ url: `/api/parts/${ref.partId}?size=original` })).statusCode).toBe(410)
    })

    test('and while a backup is made comes with it and is erased, fails none', async () => {
      const bytes = Buffer.from('came first')
      await upload(officer, bytes)
      const source = folderSource(server.dataDir)
      const open: PartStore['open'] = async (...asked) => {
        server.clock.advance(1_000)
        const ref = photoRef(server, bytes)
        await push(server, officer, [findingOf(server, officer, squad, { photos: [ref] }).entry])
        await eraseParts(server.deps, [ref.partId], 'order')
        return source.parts.open(...asked)
      }
      const asked = { dataDir: server.dataDir, backupDir, nowMs: server.clock.now() }
      expect(await takeBackup(asked, { ...source, parts: { ...source.parts, open } })).toMatchObject({ parts: 0 })
    })

    test('comes back where the same picture was erased of another record before', async () => {
      const bytes = Buffer.from('twice')
      const ref = photoRef(server, bytes)
      await push(server, officer, [findingOf(server, officer, squad, { photos: [ref] }).entry])
      await upload(officer, bytes)
      await eraseParts(server.deps, [ref.partId], 'order')
      server.clock.advance(1_000)
      await upload(colleague, bytes)
      const { name } = await back()
      expect([await filesAfter(name, bytes), await blobs()]).toEqual([true, [{ sha256: ref.sha256 }]])
    })
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
