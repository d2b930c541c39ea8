import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { caseIdOf, type EntryId, type Sha256 } from '../../../src/domain/ids.ts'
import type { PhotoRef } from '../../../src/domain/journal/part-ref.ts'
import { verifyChain } from '../../../src/server/audit/verify-chain.ts'
import { dataPaths } from '../../../src/server/backup/data-paths.ts'
import { bringBack } from '../../../src/server/lost/bring-back.ts'
import { declareLost, type Declared } from '../../../src/server/lost/declare-lost.ts'
import { findLost, type LostPart } from '../../../src/server/lost/find-lost.ts'
import { createFolderPartStore } from '../../../src/server/photos/folder/folder-part-store.ts'
import type { PartStore } from '../../../src/server/photos/part-store.ts'
import { openForReading } from '../../../src/server/store/sqlite/open-database.ts'
import { drawnJpeg } from '../../support/drawn-photos.ts'
import { findingOf, photoRef, push, upload } from '../../support/pushed-entries.ts'
import { runServerCommand, type CommandRun } from '../../support/server-command.ts'
import { namesHolding, openTestPhotos, partsSettings } from '../../support/test-parts.ts'
import { createTestServer, type LastingClient, type TestServer } from '../../support/test-server.ts'

const [whole, gone, damaged] = (await Promise.all(
  [1, 2, 3].map((hue) => drawnJpeg({ widthPx: 160, heightPx: 120, hue: hue * 100 })),
)) as [Buffer, Buffer, Buffer]

let server: TestServer
let officer: LastingClient
let folder: string
let entryId: EntryId
let photos: readonly [whole: PhotoRef, gone: PhotoRef, damaged: PhotoRef]

/** A case with three photos: one is there, one has gone from where parts are kept, one is not what it was. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xunhu-lost-'))
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  officer = await server.login('1001')
  photos = [photoRef(server, whole), photoRef(server, gone), photoRef(server, damaged)]
  const { entry } = findingOf(server, officer, 'squad-1', { photos, note: '示例：张三的店' })
  entryId = entry.id
  await push(server, officer, [entry])
  for (const bytes of [whole, gone, damaged]) await upload(officer, bytes)
  await server.deps.partStore.remove(photos[1].sha256)
  await server.deps.partStore.put(photos[2].sha256, Buffer.from('rotten'))
})
afterEach(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

type Command = Parameters<typeof runServerCommand>[0]

const run = (command: Command, args: readonly string[] = [], dataDir = server.dataDir): Promise<CommandRun> =>
  runServerCommand(
    command,
    dataDir,
    {
      SAMPLE: '0',
      BACKUP_DIR: join(folder, 'backups'),
      DATABASE_URL: server.deps.config.databaseUrl,
      ...partsSettings(server.dataDir),
    },
    args,
  )

/** What backups share. */
const backupParts = () =>
  createFolderPartStore({ root: join(folder, 'backups', 'parts'), freeBytes: () => Promise.resolve(1e12) })
const places = () => ({ parts: server.deps.partStore, backup: backupParts() })

const found = (): Promise<readonly LostPart[]> =>
  server.deps.store.read(async (db) => {
    const all: LostPart[] = []
    for await (const lost of findLost(db, places())) all.push(lost)
    return all
  })

/** `whileLooking` is done once, when the bytes have been looked at and before anybody hears what was seen. */
async function declare(sha256: Sha256, whileLooking = () => Promise.resolve()): Promise<Declared> {
  const { store, config, partStore } = server.deps
  const { derivatives } = await openTestPhotos(config.partsStore, server.dataDir)
  let looked = false
  const open: PartStore['open'] = async (...asked) => {
    const seen = await partStore.open(...asked)
    if (looked) return seen
    looked = true
    await whileLooking()
    return seen
  }
  const parts = { ...partStore, open }
  return declareLost({ store, places: { ...places(), parts }, derivatives, nowMs: server.clock.now() }, sha256)
}

const stateOf = async ({ partId }: PhotoRef): Promise<unknown> => {
  const answer = await officer.call({ url: `/api/parts/${partId}` })
  return answer.statusCode === 200 ? 'shown' : answer.json<{ code: string }>().code
}
const states = (): Promise<readonly unknown[]> => Promise.all(photos.map(stateOf))

const lostLines = () =>
  server.deps.store.read((db) =>
    db.selectFrom('audit_line').selectAll().where('act', '=', 'parts.lost').orderBy('seq').execute(),
  )

test('parts that can be read nowhere keep every backup from covering until they are declared lost: then phones send them anew, and a restore knows', async () => {
  expect((await run('backup')).code).toBe(3)
  const listed = await run('lost')
  expect(listed.code).toBe(1)
  for (const { sha256, partId } of photos.slice(1)) expect(listed.printed).toMatch(new RegExp(`${sha256}[^]+${partId}`))
  expect(listed.printed).toContain(entryId)
  expect(listed.printed).not.toMatch(new RegExp(`${photos[0].sha256}|张三|示例一小|p-1001`))
  // The embedded database lets in one process only, here as for an operator.
  const ran: CommandRun[] = []
  server = await server.restart(async () => {
    for (const words of [[], ['everything'], ['all', photos[1].sha256], ['all']])
      ran.push(await run('lost', ['--declare', ...words]))
    for (const command of ['lost', 'backup', 'verify'] as const) ran.push(await run(command))
  })
  officer = officer.on(server)
  expect(ran.map(({ code }) => code)).toEqual([2, 2, 2, 0, 0, 0, 0])
  expect(await states()).toEqual(['shown', 'part/not-arrived', 'part/not-arrived'])
  for (const bytes of [gone, damaged]) await upload(officer, bytes)
  expect(await states()).toEqual(['shown', 'shown', 'shown'])
  const newest =
    (await readdir(join(folder, 'backups')))
      .filter((name) => name.startsWith('2'))
      .toSorted()
      .at(-1) ?? ''
  const drill = join(folder, 'drill')
  const embedded = { SAMPLE: '0', DATABASE_URL: '', PARTS_STORE: 'folder' }
  const restored = await runServerCommand('restore', drill, embedded, [join(folder, 'backups', newest)])
  expect(restored.code).toBe(0)
  const raw = openForReading(dataPaths(drill).database)
  const kept = raw.prepare('select state from part order by state').all()
  raw.close()
  expect(kept.map(({ state }) => state)).toEqual(['expected', 'expected', 'stored'])
})

describe('parts that can be read nowhere', () => {
  test('are named by the records that wait for them, and nothing else is', async () => {
    const named = { entryId, scope: 'squad-1', kind: 'photo', subject: caseIdOf(entryId) }
    expect(new Set(await found())).toEqual(
      new Set([
        {
          sha256: photos[1].sha256,
          held: 'gone',
          isInBackup: false,
          named: [{ ...named, partId: photos[1].partId }],
        },
        {
          sha256: photos[2].sha256,
          held: 'damaged',
          isInBackup: false,
          named: [{ ...named, partId: photos[2].partId }],
        },
      ]),
    )
    expect(await lostLines()).toEqual([])
  })

  test('leave a line each in the audit when they are declared lost, and nothing of a damaged file that no erasure would find', async () => {
    for (const { sha256 } of photos.slice(1)) expect(await declare(sha256)).toBe('lost')
    expect(
      (await lostLines()).map(({ actor, target, details }) => [actor, target, JSON.parse(details) as unknown]),
    ).toEqual(photos.slice(1).map(({ sha256 }) => ['system', sha256, { parts: 1, by: 'commandLine' }]))
    expect(await server.deps.store.read(verifyChain)).toMatchObject({ state: 'whole' })
    expect(await namesHolding(server, photos[2].sha256)).toEqual([])
    expect(await found()).toEqual([])
  })

  test('are not declared lost where they can be read, nor where nobody has heard of them, nor twice', async () => {
    expect(await declare(photos[0].sha256)).toBe('readable')
    expect(await declare('ab'.repeat(32) as Sha256)).toBe('unknown')
    expect(await stateOf(photos[0])).toBe('shown')
    expect([await declare(photos[1].sha256), await declare(photos[1].sha256)]).toEqual(['lost', 'unknown'])
    expect(await lostLines()).toHaveLength(1)
  })

  test('keep no write waiting while they are looked for', async () => {
    const { store } = server.deps
    const beside = () => store.write((tx) => tx.insertInto('meta').values({ name: 'beside', value: '' }).execute())
    expect(await declare(photos[1].sha256, () => beside().then(() => undefined))).toBe('lost')
  })

  test('are not lost where a phone sends them while they are looked for', async () => {
    const sendAgain = async (): Promise<void> => {
      server.clock.advance(1)
      await upload(officer, gone)
    }
    expect(await declare(photos[1].sha256, sendAgain)).toBe('readable')
    expect([await stateOf(photos[1]), await lostLines()]).toEqual(['shown', []])
  })

  test('are not lost where a backup has them whole: they are brought back', async () => {
    await backupParts().put(photos[1].sha256, gone)
    await backupParts().put(photos[2].sha256, damaged)
    expect(await declare(photos[1].sha256)).toBe('inBackup')
    expect((await found()).map(({ isInBackup }) => isInBackup)).toEqual([true, true])
    const { parts: to, backup: from } = places()
    expect(await bringBack(await found(), { from, to })).toHaveLength(2)
    expect([await found(), await lostLines()]).toEqual([[], []])
    expect(await states()).toEqual(['shown', 'shown', 'shown'])
  })
})
