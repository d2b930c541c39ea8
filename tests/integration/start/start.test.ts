import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { saveFounding } from '../../../src/server/sample/save-founding.ts'
import { openSqliteStore } from '../../../src/server/store/sqlite/sqlite-store.ts'
import type { Tx } from '../../../src/server/store/store.ts'
import { freePort } from '../../support/server-process.ts'
import { emptyDist, runServer, type ServerRun } from '../../support/server-run.ts'

let distDir: string
let dataDir: string
let port: number
let runs: ServerRun[]

beforeAll(async () => {
  distDir = await emptyDist()
})
afterAll(() => rm(distDir, { recursive: true }))
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'xunhu-start-'))
  port = await freePort()
  runs = []
})
afterEach(async () => {
  for (const run of runs) {
    run.child.kill('SIGKILL')
    await run.ended
  }
  await rm(dataDir, { recursive: true, force: true })
})

const nobodysBucket = {
  PARTS_STORE: 's3://photos',
  S3_ENDPOINT: 'http://127.0.0.1:1',
  S3_ACCESS_KEY_ID: 'key',
  S3_SECRET_ACCESS_KEY: 'hidden',
}

/** A module that prints a line for every other one whose address has this in it. */
function tellingOf(text: string): string {
  const load = `(url, context, next) => (url.includes('${text}') && console.log('loaded', url), next(url, context))`
  const source = `import { registerHooks } from 'node:module'; registerHooks({ load: ${load} })`
  return `data:text/javascript,${encodeURIComponent(source)}`
}

function start(env: Readonly<Record<string, string>> = {}, args: readonly string[] = []): ServerRun {
  const settings = { SAMPLE: '0', DATA_DIR: dataDir, DIST_DIR: distDir, PORT: String(port), ...env }
  const run = runServer(settings, args)
  runs.push(run)
  return run
}

const started = /按 Ctrl-C 停止/

/** One line, with code 2. */
async function stopLine(run: ServerRun): Promise<string> {
  expect(await run.ended).toBe(2)
  expect(run.output()).toMatch(/^[^\n]+\n$/)
  return run.output()
}

describe('a start', () => {
  test('of an empty bureau prints a link that makes the first administrator, once', async () => {
    const [, token] = await start().prints(/\/setup\?token=(\S+)/)
    const setUp = () =>
      fetch(`http://127.0.0.1:${port}/api/setup`, {
        method: 'POST',
        headers: { 'x-xunhu': '1', 'content-type': 'application/json' },
        body: JSON.stringify({ token, bureauName: '某区', number: '9001', name: '赵', password: 'long enough' }),
      })
    expect([(await setUp()).status, (await setUp()).status]).toEqual([200, 409])
  })

  test('of a bureau that has people prints no link', async () => {
    const first = start()
    const [, token] = await first.prints(/\/setup\?token=(\S+)/)
    await fetch(`http://127.0.0.1:${port}/api/setup`, {
      method: 'POST',
      headers: { 'x-xunhu': '1', 'content-type': 'application/json' },
      body: JSON.stringify({ token, bureauName: '某区', number: '9001', name: '赵', password: 'long enough' }),
    })
    first.child.kill('SIGTERM')
    await first.ended
    const second = start()
    await second.prints(started)
    expect(second.output()).not.toContain('token')
  })

  test.each(['SIGINT', 'SIGTERM'] as const)('ends cleanly at %s, also with a screen that listens', async (signal) => {
    const run = start()
    await run.prints(started)
    const idle = await fetch(`http://127.0.0.1:${port}/`, { headers: { accept: 'text/html' } })
    expect(await idle.text()).toContain('巡护')
    run.child.kill(signal)
    expect(await run.ended).toBe(0)
  })

  test('with photos in its folder loads nothing of what a bucket would need', async () => {
    const run = start({ NODE_OPTIONS: `--import ${tellingOf('@aws-sdk')}` })
    await run.prints(started)
    expect(run.output()).not.toContain('loaded ')
    run.child.kill('SIGKILL')
    await run.ended
    const asked = start({ ...nobodysBucket, NODE_OPTIONS: `--import ${tellingOf('@aws-sdk')}` })
    expect(await asked.ended).toBe(2)
    expect(asked.output()).toContain('loaded ')
  })

  test('with --help prints the settings and starts nothing', async () => {
    const run = start({ PORT: 'nonsense' }, ['--help'])
    expect(await run.ended).toBe(0)
    expect(run.output()).toContain('DATA_DIR')
  })
})

describe('a start that a setting stops', () => {
  test('with a value that cannot be used', async () => {
    expect(await stopLine(start({ PORT: '99999' }))).toContain('PORT=99999')
  })

  test('with a bucket that nobody answers for', async () => {
    const line = await stopLine(start(nobodysBucket))
    expect(line).toMatch(/^PARTS_STORE .*ECONNREFUSED/)
    expect(line).not.toContain('hidden')
  })

  test('with the app not built', async () => {
    expect(await stopLine(start({ DIST_DIR: dataDir }))).toContain('npm start')
  })

  test('with a port that is taken', async () => {
    const other: Server = createServer().listen(port, '127.0.0.1')
    const line = await stopLine(start())
    other.close()
    expect(line).toContain(`PORT=${port}`)
  })

  test('with an address of another machine', async () => {
    expect(await stopLine(start({ HOST: '203.0.113.1' }))).toContain('HOST=203.0.113.1')
  })

  test('with a data folder below a file', async () => {
    const file = join(dataDir, 'a-file')
    await writeFile(file, '')
    expect(await stopLine(start({ DATA_DIR: join(file, 'data') }))).toContain('DATA_DIR=')
  })

  test('with a data folder that another server uses', async () => {
    await start().prints(started)
    expect(await stopLine(start({ PORT: String(await freePort()) }))).toContain('另一个巡护服务器')
  })

  test('with a PostgreSQL that is not there, whose password stays unsaid', async () => {
    const line = await stopLine(start({ DATABASE_URL: 'postgres://xunhu:secret@127.0.0.1:1/xunhu' }))
    expect(line).toContain('DATABASE_URL 不能用：连不上 PostgreSQL（ECONNREFUSED）')
    expect(line).not.toContain('secret')
  })

  test('with a file that is no database', async () => {
    await writeFile(join(dataDir, 'xunhu.sqlite'), 'x'.repeat(8_192))
    expect(await stopLine(start())).toContain('备份')
  })

  test('with a database of a newer version', async () => {
    const raw = new DatabaseSync(join(dataDir, 'xunhu.sqlite'))
    raw.exec("create table migration (name text primary key); insert into migration values ('9999-of-tomorrow')")
    raw.close()
    expect(await stopLine(start())).toContain('更新的版本')
  })

  async function prepare(job: (tx: Tx) => Promise<unknown>): Promise<void> {
    const store = await openSqliteStore(join(dataDir, 'xunhu.sqlite'))
    await store.write(job)
    await store.close()
  }

  test('with the sample beside real people', async () => {
    const secret = { person_id: 'p-9001', password_hash: '', updated_at: '' }
    await prepare((tx) => tx.insertInto('person_secret').values(secret).execute())
    expect(await stopLine(start({ SAMPLE: '1' }))).toContain('正式数据')
  })

  test('with the sample’s folder for a real bureau', async () => {
    await prepare((tx) => saveFounding(tx, { passwordHash: '', nowMs: Date.parse('2026-11-20T00:00:00Z') }))
    expect(await stopLine(start())).toContain('示例区')
  })
})
