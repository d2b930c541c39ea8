import { existsSync } from 'node:fs'
import { mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lookIntoPostgres } from '../../src/server/store/postgres/postgres-store.ts'
import { signInByApi, type ApiClient } from '../support/api-client.ts'
import { runServerCommand } from '../support/server-command.ts'
import { createDatabase } from '../support/postgres-databases.ts'
import { freePort, startServerProcess, type ServerProcess } from '../support/server-process.ts'
import { emptyDist } from '../support/server-run.ts'
import { partsSettings } from '../support/test-parts.ts'
import { startWorkingPhone } from '../support/working-phone.ts'
import { findBrokenWords } from '../torture/acknowledged-check.ts'

/** Two servers start and a bureau is copied, on a machine that may have much else to do. */
const timeoutMs = 240_000

let folder: string
let dataDir: string
let distDir: string
let port: number
let server: ServerProcess
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xunhu-move-'))
  dataDir = join(folder, 'data')
  distDir = await emptyDist()
  port = await freePort()
  server = await startServerProcess({ dataDir, port, env: { DIST_DIR: distDir } })
}, timeoutMs)
afterAll(async () => {
  await server.kill()
  await Promise.all([folder, distDir].map((path) => rm(path, { recursive: true, force: true })))
}, timeoutMs)

const epochOf = async (client: ApiClient): Promise<string> =>
  ((await client.get('/api/session')) as { readonly epoch: string }).epoch

/** How many records PostgreSQL plans its questions for; nothing before it has looked. */
const rowsAsPlanned = (databaseUrl: string): Promise<number> =>
  lookIntoPostgres(databaseUrl, async (db) => {
    const { rows } = await sql<{
      rows: number
    }>`select reltuples as rows from pg_class where relname = 'entry'`.execute(db)
    return Number(rows[0]?.rows)
  })

test(
  'a bureau that outgrows its folder goes on in PostgreSQL while its phones keep sending: same timeline, same sign-ins, nothing lost or doubled',
  async () => {
    const databaseUrl = await createDatabase()
    // In the run on S3 its photos move there in the same stop.
    const target = { DATABASE_URL: databaseUrl, ...partsSettings(folder) }
    const officer = await signInByApi(server.url, '1001')
    const epoch = await epochOf(officer)
    const phone = startWorkingPhone(server.url, officer, 'squad-1', 21)
    await phone.answered(25)

    expect(await runServerCommand('move', dataDir, target)).toMatchObject({
      code: 2,
      printed: expect.stringContaining('另一个巡护服务器正在使用它') as unknown,
    })
    let nowServing = (): void => undefined
    phone.waitFor(new Promise((resolve) => (nowServing = resolve)))
    await server.stop()
    const moved = await runServerCommand('move', dataDir, target)
    expect(moved).toMatchObject({ code: 0, printed: expect.stringContaining('✓ 一致') as unknown })
    expect([existsSync(join(dataDir, 'xunhu.sqlite')), existsSync(join(dataDir, 'xunhu.sqlite.moved'))]).toEqual([
      false,
      true,
    ])
    expect(await rowsAsPlanned(databaseUrl)).toBeGreaterThan(0)
    const forgetful = startServerProcess({ dataDir, port: await freePort(), env: { DIST_DIR: distDir } })
    await expect(forgetful).rejects.toThrow('已搬到 PostgreSQL：请设 DATABASE_URL')

    if ('PARTS_STORE' in target) await rm(join(dataDir, 'parts'), { recursive: true })
    server = await startServerProcess({ dataDir, port, env: { DIST_DIR: distDir, ...target } })
    nowServing()
    await phone.answered(25)
    await phone.end()
    expect(await findBrokenWords(server.url, officer, 'squad-1', phone.acknowledged)).toEqual([])
    expect(await epochOf(officer)).toBe(epoch)
    expect(await signInByApi(server.url, '2001')).toMatchObject({ personId: 'p-2001' })

    // Nothing is mixed into a database that is in use, and the folder stays as it is.
    await rename(join(dataDir, 'xunhu.sqlite.moved'), join(dataDir, 'xunhu.sqlite'))
    expect(await runServerCommand('move', dataDir, target)).toMatchObject({
      code: 2,
      printed: expect.stringContaining('里已有数据：要一个空的') as unknown,
    })
    expect(existsSync(join(dataDir, 'xunhu.sqlite'))).toBe(true)
  },
  timeoutMs,
)
