import { existsSync } from 'node:fs'
import { readFile, rm, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ScopeId } from '../../../src/domain/ids.ts'
import { must } from '../../../src/lib/must.ts'
import { listBackups, nameOfBackup } from '../../../src/server/backup/backup-files.ts'
import { folderSource } from '../../../src/server/backup/backup-source.ts'
import { restoreBackup } from '../../../src/server/backup/restore-backup.ts'
import { BackupRunningError } from '../../../src/server/backup/one-backup.ts'
import { LostPartsError, takeBackup } from '../../../src/server/backup/take-backup.ts'
import { createFolderPartStore } from '../../../src/server/photos/folder/folder-part-store.ts'
import type { PartStore, StoredBytes } from '../../../src/server/photos/part-store.ts'
import { eraseParts } from '../../../src/server/services/erase-parts.ts'
import { StoreInUseError } from '../../../src/server/store/sqlite/one-process.ts'
import { openBackedUpServer, type BackedUpServer } from '../../support/backed-up-server.ts'
import { findingOf, photoRef, push, sha256Of, upload } from '../../support/pushed-entries.ts'
import { runServerCommand } from '../../support/server-command.ts'
import { soundOf, voiceRef } from '../../support/spoken-notes.ts'
import { deltaOf, entryIdsOf, pullAll, sync, tallyOf } from '../../support/sync-calls.ts'

const squad = 'squad-1' as ScopeId
let here: BackedUpServer

const ioError = (): Error => Object.assign(new Error('read failed'), { code: 'EIO' })

async function* breakingAfterOnePiece({ stream }: StoredBytes): AsyncGenerator<unknown> {
  for await (const piece of stream) {
    yield piece
    throw ioError()
  }
}

beforeEach(async () => {
  here = await openBackedUpServer()
})
afterEach(() => here.close())

describe('a backup', () => {
  test('[SYNC-24] is what durable speaks of where one is configured, and only once it was read back', async () => {
    await push(here.server, here.officer, [tallyOf(here.server, here.officer)])
    expect(await sync(here.server, here.officer)).toMatchObject({
      durable: { [squad]: 0 },
      backup: { coversUntil: null },
    })
    await here.back()
    const covered = await sync(here.server, here.officer)
    const { results } = await push(here.server, here.officer, [tallyOf(here.server, here.officer)])
    expect(covered.durable[squad]).toBe((results[0]?.rev ?? 0) - 1)
    expect((await sync(here.server, here.officer)).durable[squad]).toBe(covered.durable[squad])
  })

  test('[SYNC-29] is spoken of for a squad that was left, by own records there and no further than those', async () => {
    const own = tallyOf(here.server, here.officer)
    const { results } = await push(here.server, here.officer, [own])
    const theirs = tallyOf(here.server, here.colleague)
    await push(here.server, here.colleague, [theirs])
    await here.server.deps.store.write((tx) =>
      tx.deleteFrom('membership').where('person_id', '=', 'p-1001').where('scope', '=', squad).execute(),
    )
    expect((await sync(here.server, here.officer, { keeping: [own.id] })).durable).toMatchObject({ [squad]: 0 })
    await here.back()
    expect((await sync(here.server, here.officer, { keeping: [own.id] })).durable[squad]).toBe(results[0]?.rev)
    expect((await sync(here.server, here.officer, { keeping: [theirs.id] })).durable[squad]).toBeUndefined()
    expect((await sync(here.server, here.officer)).durable[squad]).toBeUndefined()
  })

  test('[SYNC-55] names the moment that it covers, and covers no photo whose file is gone', async () => {
    const bytes = Buffer.from('a picture')
    await push(here.server, here.officer, [
      findingOf(here.server, here.officer, squad, { photos: [photoRef(here.server, bytes)] }).entry,
    ])
    await upload(here.officer, bytes)
    const parts = createFolderPartStore({ root: here.paths().parts, freeBytes: () => Promise.resolve(1e12) })
    await parts.remove(sha256Of(bytes))
    await expect(here.back()).rejects.toThrow()
    expect(await sync(here.server, here.officer)).toMatchObject({
      durable: { [squad]: 0 },
      backup: { coversUntil: null },
    })
    await parts.put(sha256Of(bytes), bytes)
    here.server.clock.advance(60 * 60 * 1000)
    const coversUntil = new Date(here.server.clock.now()).toISOString()
    await here.back()
    expect((await sync(here.server, here.officer)).backup).toEqual({ coversUntil })
  })

  test('[SYNC-55] [PART-13] holds what was spoken: it is heard after a restore, though its file was lost', async () => {
    const bytes = soundOf('audio/webm')
    const voice = voiceRef(here.server, bytes)
    await push(here.server, here.officer, [{ ...findingOf(here.server, here.officer, squad).entry, parts: [voice] }])
    await upload(here.officer, bytes)
    const { name } = await here.back()
    const parts = createFolderPartStore({ root: here.paths().parts, freeBytes: () => Promise.resolve(1e12) })
    await parts.remove(voice.sha256)
    await here.restore(name)
    const answer = await here.officer.call({ url: `/api/parts/${voice.partId}?size=original` })
    expect([answer.statusCode, answer.rawPayload.equals(bytes)]).toEqual([200, true])
  })

  test('[SYNC-54] does without a photo that is erased while it is made', async () => {
    const bytes = Buffer.from('erased meanwhile')
    const ref = photoRef(here.server, bytes)
    await push(here.server, here.officer, [findingOf(here.server, here.officer, squad, { photos: [ref] }).entry])
    await upload(here.officer, bytes)
    const source = folderSource(here.server.dataDir)
    const open: PartStore['open'] = async (...asked) => {
      await eraseParts(here.server.deps, [ref.partId], 'order')
      return source.parts.open(...asked)
    }
    const asked = { dataDir: here.server.dataDir, backupDir: here.backupDir, nowMs: here.server.clock.now() }
    const { name, parts, audit } = await takeBackup(asked, { ...source, parts: { ...source.parts, open } })
    expect([parts, audit]).toEqual([0, { lines: expect.any(Number), hash: expect.stringMatching(/^[0-9a-f]{64}$/) }])
    await here.restore(name)
    expect((await here.officer.call({ url: `/api/parts/${ref.partId}?size=original` })).statusCode).toBe(410)
  })

  test('[SYNC-55] is made without a photo that can be read nowhere, names it, and covers nothing', async () => {
    const [kept, lost] = [Buffer.from('kept'), Buffer.from('lost')]
    const photos = [kept, lost].map((bytes) => photoRef(here.server, bytes))
    const { entry } = findingOf(here.server, here.officer, squad, { photos })
    await push(here.server, here.officer, [entry])
    for (const bytes of [kept, lost]) await upload(here.officer, bytes)
    const parts = createFolderPartStore({ root: here.paths().parts, freeBytes: () => Promise.resolve(1e12) })
    await parts.remove(sha256Of(lost))
    await expect(here.back()).rejects.toThrow(sha256Of(lost))
    expect(await sync(here.server, here.officer)).toMatchObject({ backup: { coversUntil: null } })
    const { code, printed } = await runServerCommand('backup', here.server.dataDir, { BACKUP_DIR: here.backupDir })
    expect([code, printed]).toEqual([3, expect.stringContaining(sha256Of(lost)) as string])
    await parts.remove(sha256Of(kept))
    await here.restore(nameOfBackup(here.server.clock.now()))
    expect(entryIdsOf((await pullAll(here.server, here.officer)).pages)).toContain(entry.id)
    const codeOf = async (partId: string) =>
      (await here.officer.call({ url: `/api/parts/${partId}?size=original` })).statusCode
    expect(await Promise.all(photos.map(({ partId }) => codeOf(partId)))).toEqual([200, 404])
  })

  test.each<[string, (open: () => Promise<StoredBytes | null>) => Promise<StoredBytes | null>]>([
    ['at all', () => Promise.reject(ioError())],
    [
      'to its end',
      async (open) => {
        const stored = must(await open(), 'the photo')
        return { ...stored, stream: Readable.from(breakingAfterOnePiece(stored)) }
      },
    ],
  ])(
    '[SYNC-55] holds all else where the medium does not give a photo %s, names it, and covers nothing',
    async (_, spoilt) => {
      const [kept, rotten] = [Buffer.from('kept'), Buffer.from('on a bad sector')]
      const photos = [kept, rotten].map((bytes) => photoRef(here.server, bytes))
      const { entry } = findingOf(here.server, here.officer, squad, { photos })
      await push(here.server, here.officer, [entry])
      for (const bytes of [kept, rotten]) await upload(here.officer, bytes)
      const source = folderSource(here.server.dataDir)
      const open: PartStore['open'] = (sha256, range) =>
        sha256 === sha256Of(rotten) ? spoilt(() => source.parts.open(sha256, range)) : source.parts.open(sha256, range)
      const asked = { dataDir: here.server.dataDir, backupDir: here.backupDir, nowMs: here.server.clock.now() }
      const failure: unknown = await takeBackup(asked, { ...source, parts: { ...source.parts, open } }).catch(
        (told: unknown) => told,
      )
      expect(failure).toBeInstanceOf(LostPartsError)
      expect(failure).toMatchObject({ lost: [sha256Of(rotten)] })
      expect([kept, rotten].map((bytes) => existsSync(here.copyOf(bytes)))).toEqual([true, false])
      await here.restore(nameOfBackup(asked.nowMs))
      expect(entryIdsOf((await pullAll(here.server, here.officer)).pages)).toContain(entry.id)
    },
  )

  test('lets go of an erased photo with the last backup that was made before, and of no other', async () => {
    const [kept, erased] = [Buffer.from('kept'), Buffer.from('erased')]
    const photos = [kept, erased].map((bytes) => photoRef(here.server, bytes))
    await push(here.server, here.officer, [findingOf(here.server, here.officer, squad, { photos }).entry])
    for (const bytes of [kept, erased]) await upload(here.officer, bytes)
    const source = folderSource(here.server.dataDir)
    const nextDay = async () => {
      here.server.clock.advance(24 * 60 * 60 * 1000)
      const { dataDir, clock } = here.server
      await takeBackup({ dataDir, backupDir: here.backupDir, nowMs: clock.now() }, source)
      return [kept, erased].map((bytes) => existsSync(here.copyOf(bytes)))
    }
    const before = await nextDay()
    await eraseParts(here.server.deps, [must(photos[1], 'the second').partId], 'order')
    // Nothing lives on for longer than fourteen days: the first backup goes when the fifteenth is made.
    const seen: unknown[] = []
    for (let day = 2; day <= 15; day += 1) seen.push(await nextDay())
    expect([before, seen.at(-2), seen.at(-1)]).toEqual([
      [true, true],
      [true, true],
      [true, false],
    ])
  })

  test.each([
    ['an hour', 1 / 24, 40, 7],
    ['a day', 1, 20, 14],
    ['a week', 7, 6, 2],
    ['a month', 30, 5, 2],
  ])('taken once %s stays for fourteen days, and always with the one before', async (_, days, taken, kept) => {
    const { dataDir, clock } = here.server
    for (let count = 0; count < taken; count += 1) {
      clock.advance(days * 24 * 60 * 60 * 1000)
      await takeBackup({ dataDir, backupDir: here.backupDir, nowMs: clock.now() }, folderSource(dataDir))
    }
    const names = await listBackups(here.backupDir)
    expect([names.length, names.at(-1)]).toEqual([kept, nameOfBackup(clock.now())])
  })

  test('that cannot be made takes none of the older ones away', async () => {
    const { dataDir, clock } = here.server
    const source = folderSource(dataDir)
    const take = (copyRows = source.copyRows) =>
      takeBackup({ dataDir, backupDir: here.backupDir, nowMs: clock.now() }, { ...source, copyRows })
    for (let week = 0; week < 2; week += 1) {
      await take()
      clock.advance(7 * 24 * 60 * 60 * 1000)
    }
    const before = await listBackups(here.backupDir)
    clock.advance(60 * 24 * 60 * 60 * 1000)
    await expect(take(() => Promise.reject(new Error('no room')))).rejects.toThrow('no room')
    expect([before.length, await listBackups(here.backupDir)]).toEqual([2, before])
  })

  test('lets go of an erased photo though another one can be read nowhere', async () => {
    const [lost, erased] = [Buffer.from('lost'), Buffer.from('erased')]
    const photos = [lost, erased].map((bytes) => photoRef(here.server, bytes))
    await push(here.server, here.officer, [findingOf(here.server, here.officer, squad, { photos }).entry])
    for (const bytes of [lost, erased]) await upload(here.officer, bytes)
    const { name } = await here.back()
    await eraseParts(here.server.deps, [must(photos[1], 'the second').partId], 'order')
    const parts = createFolderPartStore({ root: here.paths().parts, freeBytes: () => Promise.resolve(1e12) })
    await parts.remove(sha256Of(lost))
    await rm(here.copyOf(lost))
    // As when it is too old.
    await rm(join(here.backupDir, name), { recursive: true })
    here.server.clock.advance(1_000)
    await expect(here.back()).rejects.toThrow(sha256Of(lost))
    expect(existsSync(here.copyOf(erased))).toBe(false)
  })

  test('is made one at a time: a second one says so, and takes nothing of the first away', async () => {
    const source = folderSource(here.server.dataDir)
    const asked = { dataDir: here.server.dataDir, backupDir: here.backupDir, nowMs: here.server.clock.now() }
    let second: unknown = null
    const copyRows: typeof source.copyRows = async (to) => {
      second = await takeBackup({ ...asked, nowMs: asked.nowMs + 1 }, source).catch((failure: unknown) => failure)
      await source.copyRows(to)
    }
    const { name } = await takeBackup(asked, { ...source, copyRows })
    expect(second).toBeInstanceOf(BackupRunningError)
    await here.restore(name)
    expect((await takeBackup({ ...asked, nowMs: asked.nowMs + 2 }, folderSource(here.server.dataDir))).name).not.toBe(
      name,
    )
  })

  test('looks again at the photos of earlier ones: at their size each time, within two weeks at every byte', async () => {
    const [torn, rotted] = [Buffer.from('torn off'), Buffer.from('rotted')]
    const photos = [torn, rotted].map((bytes) => photoRef(here.server, bytes))
    await push(here.server, here.officer, [findingOf(here.server, here.officer, squad, { photos }).entry])
    for (const bytes of [torn, rotted]) await upload(here.officer, bytes)
    await here.back()
    await truncate(here.copyOf(torn), 3)
    await here.rot(rotted, 'r0tted')
    here.server.clock.advance(60 * 60 * 1000)
    await here.back()
    expect([await readFile(here.copyOf(torn)), String(await readFile(here.copyOf(rotted)))]).toEqual([torn, 'r0tted'])
    here.server.clock.advance(14 * 24 * 60 * 60 * 1000)
    await here.back()
    expect(await readFile(here.copyOf(rotted))).toEqual(rotted)
  })

  test('taken while phones write holds each push wholly or not', async () => {
    const pushing = Array.from({ length: 20 }, () =>
      push(here.server, here.officer, [tallyOf(here.server, here.officer), tallyOf(here.server, here.officer)]),
    )
    const [taken] = await Promise.all([here.back(), ...pushing])
    await here.restore(taken.name)
    const { pages } = await pullAll(here.server, here.colleague)
    const ids = entryIdsOf(pages)
    expect(ids.length % 2).toBe(0)
    expect(deltaOf(pages[0]!, squad).entries.every(({ stamp }) => stamp.rev <= (taken.revisions.get(squad) ?? 0))).toBe(
      true,
    )
  })

  test('is not put back while a server runs on the folder', async () => {
    const { name } = await here.back()
    const asked = here.asked(name)
    await expect(restoreBackup(asked)).rejects.toThrow(StoreInUseError)
  })
})
