import { appendFile, cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '../../src/lib/clock.ts'
import { createSeededRandom } from '../../src/lib/random.ts'
import { lookIntoPostgres } from '../../src/server/store/postgres/postgres-store.ts'
import { createHandset } from '../simulation/handset.ts'
import type { Line } from '../simulation/faulty-network.ts'
import { createSimulatedPhone, type SimulatedPhone } from '../simulation/simulated-phone.ts'
import { finding, squad } from '../support/field-records.ts'
import { createDatabase } from '../support/postgres-databases.ts'
import { runServerCommand, type CommandRun } from '../support/server-command.ts'
import { freePort, startServerProcess, type ServerProcess } from '../support/server-process.ts'
import { emptyDist } from '../support/server-run.ts'
import { partsSettings } from '../support/test-parts.ts'
import { createTestServer, type TestServer } from '../support/test-server.ts'

/** Servers and commands start, on a machine that may have much else to do. */
const timeoutMs = 240_000

interface Place {
  readonly dataDir: string
  readonly env: Readonly<Record<string, string>>
}

let bureau: TestServer
let folder: string
let distDir: string
let port: number
let server: ServerProcess
let place: Place

const placeAt = (dataDir: string, databaseUrl: string): Place => ({
  dataDir,
  env: { SAMPLE: '0', DIST_DIR: distDir, DATABASE_URL: databaseUrl, ...partsSettings(dataDir) },
})

beforeAll(async () => {
  bureau = await createTestServer()
  for (const number of ['1001', '1002']) await bureau.addPerson(number, 'officer', squad)
  folder = await mkdtemp(join(tmpdir(), 'xunhu-backup-'))
  distDir = await emptyDist()
  port = await freePort()
  place = placeAt(bureau.dataDir, bureau.deps.config.databaseUrl)
  server = await startServerProcess({ ...place, port })
}, timeoutMs)
afterAll(async () => {
  await server.kill()
  await bureau.close()
  await Promise.all([folder, distDir].map((path) => rm(path, { recursive: true, force: true })))
}, timeoutMs)

const isPart = (path: string): boolean => /^[0-9a-f]{64}$/.test(basename(path))

/** Plain HTTP to whatever server listens there. */
const line: Line = {
  send: async ({ method, url, headers, payload }) => {
    const body = typeof payload === 'string' ? payload : payload && new Uint8Array(payload)
    const answer = await fetch(`http://127.0.0.1:${port}${url}`, { method, headers, ...(body ? { body } : {}) })
    return {
      status: answer.status,
      headers: { ...Object.fromEntries(answer.headers), 'set-cookie': answer.headers.getSetCookie()[0] ?? '' },
      body: await answer.text(),
    }
  },
}

/** The real phone's journal, photos and sync; what it was told is saved is in `saved`. */
interface Phone {
  readonly saved: Map<string, readonly string[]>
  work(): Promise<void>
  sync(): Promise<void>
  close(): void
}

async function saveCase(phone: SimulatedPhone, bytes: ArrayBuffer): Promise<readonly [string, readonly string[]]> {
  const { journal, photos } = phone.run()
  const takenAtMs = phone.handset.clock.now()
  const photo = await photos.take({
    bytes,
    mime: 'image/jpeg',
    role: 'scene',
    source: 'camera',
    draftId: 'draft',
    takenAtMs,
  })
  const id = journal.newId()
  await journal.record([finding(id, [photo])])
  return [id, [photo.partId]]
}

async function takePhone(number: string): Promise<Phone> {
  const random = createSeededRandom(Number(number))
  const phone = createSimulatedPhone({ number, line, handset: createHandset(systemClock, 0), seed: Number(number) })
  if (!(await phone.takeInHand())) throw new Error(`${number} cannot sign in.`)
  const saved = new Map<string, readonly string[]>()
  const sync = async (): Promise<void> => {
    const { last } = await phone.run().sync.syncNow()
    if (last.health !== 'ok') throw new Error(`The pass ended ${last.health}.`)
  }
  return {
    saved,
    sync,
    work: async () => {
      saved.set(...(await saveCase(phone, new Uint8Array(random.bytes(2_000)).buffer as ArrayBuffer)))
      await sync()
    },
    close: () => phone.close(),
  }
}

/** The phones go on working until the command has ended. */
async function whileWorking(phones: readonly Phone[], command: Promise<CommandRun>): Promise<CommandRun> {
  let isDone = false
  const ended = command.finally(() => (isDone = true))
  await Promise.all(
    phones.map(async (phone) => {
      while (!isDone) await phone.work()
    }),
  )
  return ended
}

interface Held {
  readonly entries: readonly string[]
  readonly storedParts: readonly string[]
}

const heldBy = ({ env }: Place): Promise<Held> =>
  lookIntoPostgres(env['DATABASE_URL'] ?? '', async (db) => ({
    entries: (await db.selectFrom('entry').select('id').orderBy('id').execute()).map(({ id }) => id),
    // No decoder reads these pictures: they are kept all the same.
    storedParts: (await db.selectFrom('part').select('part_id').where('state', '=', 'unreadable').execute()).map(
      (row) => row.part_id,
    ),
  }))

test(
  'a backup of PostgreSQL beside working phones comes back into an empty one, and the phones bring what it lacks: nothing lost or doubled',
  async () => {
    const backupDir = join(folder, 'backups')
    const phones = await Promise.all(['1001', '1002'].map(takePhone))
    for (const phone of phones) await phone.work()
    const settings = { ...place.env, BACKUP_DIR: backupDir }
    const taken = await whileWorking(phones, runServerCommand('backup', place.dataDir, settings))
    expect(taken).toMatchObject({ code: 0, printed: expect.stringContaining('备份已完成并核对') as unknown })
    for (const phone of phones) await phone.work()
    await server.stop()
    const [name = ''] = (await readdir(backupDir)).filter((entry) => entry !== 'parts')
    const backup = join(backupDir, name)

    expect(await runServerCommand('restore', place.dataDir, place.env, [backup])).toMatchObject({
      code: 2,
      printed: expect.stringContaining('里已有数据：恢复要一个空的') as unknown,
    })
    const other = placeAt(join(folder, 'data'), await createDatabase())
    const damaged = join(backupDir, 'damaged')
    await cp(backup, damaged, { recursive: true })
    await appendFile(join(damaged, 'keys'), 'x')
    expect(await runServerCommand('restore', other.dataDir, other.env, [damaged])).toMatchObject({
      code: 2,
      printed: expect.stringContaining('损坏：keys') as unknown,
    })
    // All but one photo come; the phones bring that one.
    const [rotten = ''] = (await readdir(join(backupDir, 'parts'), { recursive: true })).filter(isPart)
    await appendFile(join(backupDir, 'parts', rotten), 'x')
    const restored = await runServerCommand('restore', other.dataDir, other.env, [backup])
    expect(restored).toMatchObject({ code: 3, printed: expect.stringContaining('✓ 已恢复并逐条逐份核对') as unknown })
    expect(restored.printed).toContain(`已损坏：parts/${basename(rotten)}`)

    const saved = new Map(phones.flatMap((phone) => [...phone.saved]))
    const before = await heldBy(other)
    expect(before.entries.length).toBeGreaterThanOrEqual(phones.length)
    expect(before.entries.length).toBeLessThan(saved.size)
    server = await startServerProcess({ ...other, port })
    for (const phone of [...phones, ...phones]) await phone.sync()
    const after = await heldBy(other)
    expect(after.entries).toEqual([...saved.keys()].sort())
    expect([...after.storedParts].sort()).toEqual([...saved.values()].flat().sort())
    expect(await runServerCommand('verify', other.dataDir, other.env)).toMatchObject({ code: 0 })
    for (const phone of phones) phone.close()
  },
  timeoutMs,
)

test('a server does not promise phones a backup that only a command makes', async () => {
  const env = { ...place.env, BACKUP_DIR: join(folder, 'backups') }
  const starting = startServerProcess({ dataDir: place.dataDir, port: await freePort(), env })
  await expect(starting).rejects.toThrow('PostgreSQL 请定时运行 npm run backup')
})
