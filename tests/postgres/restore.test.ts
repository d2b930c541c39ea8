import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSeededRandom } from '../../src/lib/random.ts'
import { copyPostgresRows } from '../../src/server/backup/copy-postgres-rows.ts'
import { dataPaths } from '../../src/server/backup/data-paths.ts'
import { restoreFailure } from '../../src/server/backup/restore-failure.ts'
import { HalfRestoredError, restoreIntoPostgres } from '../../src/server/backup/restore-into-postgres.ts'
import { takeBackup } from '../../src/server/backup/take-backup.ts'
import { NotEmptyError } from '../../src/server/move/move-rows.ts'
import { lookIntoPostgres, openPostgresStore } from '../../src/server/store/postgres/postgres-store.ts'
import { createDatabase } from '../support/postgres-databases.ts'
import { runServerCommand } from '../support/server-command.ts'
import { openTestPhotos } from '../support/test-parts.ts'
import { createTestServer, type TestServer } from '../support/test-server.ts'

let bureau: TestServer
let folder: string
let backup: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xunhu-restore-'))
  bureau = await createTestServer()
  await bureau.addPerson('1001', 'officer', 'squad-1')
  const { config, partStore } = bureau.deps
  const backupDir = join(folder, 'backups')
  const taken = await takeBackup(
    { dataDir: bureau.dataDir, backupDir, nowMs: bureau.clock.now() },
    { copyRows: (to) => copyPostgresRows(config.databaseUrl, to), parts: partStore },
  )
  backup = join(backupDir, taken.name)
})
afterEach(async () => {
  await bureau.close()
  await rm(folder, { recursive: true, force: true })
})

async function restoreTo(databaseUrl: string, random = createSeededRandom(7)) {
  const dataDir = join(folder, 'data')
  const { partStore: parts } = await openTestPhotos(bureau.deps.config.partsStore, dataDir)
  return restoreIntoPostgres({ dataDir, databaseUrl, backup, parts, random, clock: bureau.clock })
}

const peopleIn = (url: string) =>
  lookIntoPostgres(url, (db) => db.selectFrom('person_secret').select('person_id').execute())

async function query(url: string, text: string): Promise<readonly unknown[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

test('a database that is in use, and of an older build, is told so and keeps the tables that it has', async () => {
  const url = await createDatabase()
  await query(
    url,
    `drop schema public cascade; create schema public;
    create table entry (id text primary key); insert into entry values ('a record')`,
  )
  await expect(restoreTo(url)).rejects.toThrow(NotEmptyError)
  expect(await query(url, `select tablename from pg_tables where schemaname = 'public'`)).toEqual([
    { tablename: 'entry' },
  ])
})

test('what fails once the rows are in is not said to have changed nothing: it ends with 1, and says what to do', async () => {
  const url = await createDatabase()
  const broken = {
    ...createSeededRandom(7),
    bytes: () => {
      throw new Error('no timeline today')
    },
  }
  const failure: unknown = await restoreTo(url, broken).catch((cause: unknown) => cause)
  expect(failure).toBeInstanceOf(HalfRestoredError)
  expect(await peopleIn(url)).toEqual([{ person_id: 'p-1001' }])
  expect(restoreFailure(failure, backup, bureau.deps.config)).toEqual({
    code: 1,
    line: expect.stringMatching(/行已写进.*no timeline today.*请不要启用这个数据库/) as unknown,
  })
})

test('what fails before is repeated on the same database', async () => {
  const url = await createDatabase()
  await query(url, `alter table person_secret add constraint nobody check (person_id = 'nobody')`)
  const failure: unknown = await restoreTo(url).catch((cause: unknown) => cause)
  expect(restoreFailure(failure, backup, bureau.deps.config).code).toBe(2)
  await query(url, 'alter table person_secret drop constraint nobody')
  expect(await restoreTo(url)).toMatchObject({ faults: [] })
})

test('it waits for a server that starts on the database, and leaves alone what that one makes of it', async () => {
  const url = await createDatabase()
  const other = await openPostgresStore(url)
  const waits = `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`
  let restoring: Promise<unknown> = Promise.resolve()
  await other.alone('start', async () => {
    let isOver = false
    restoring = restoreTo(url)
      .catch((failure: unknown) => failure)
      .finally(() => (isOver = true))
    while (!isOver && (await query(url, waits)).length === 0) continue
    await other.write((tx) =>
      tx.insertInto('person_secret').values({ person_id: 'first-admin', password_hash: '', updated_at: '' }).execute(),
    )
  })
  expect(await restoring).toBeInstanceOf(NotEmptyError)
  expect(await peopleIn(url)).toEqual([{ person_id: 'first-admin' }])
  await other.close()
})

test('a setting that is wrong is one line, for each command', async () => {
  const commands = ['backup', 'restore', 'verify'] as const
  for (const command of commands) {
    const { code, printed } = await runServerCommand(command, folder, { TIME_ZONE: 'Nowhere/At-All' }, [backup])
    expect([command, code, printed.trim().split('\n').length]).toEqual([command, 2, 1])
    expect(printed).toContain('TIME_ZONE')
  }
  expect(existsSync(dataPaths(folder).database)).toBe(false)
})
