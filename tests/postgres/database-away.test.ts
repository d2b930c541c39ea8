import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPostgresWay, type PostgresWay } from '../support/postgres-way.ts'
import { freePort, startServerProcess, type ServerProcess } from '../support/server-process.ts'
import { emptyDist } from '../support/server-run.ts'
import { partsSettings } from '../support/test-parts.ts'
import { createTestServer, type TestServer } from '../support/test-server.ts'

/** A server starts on a machine that may have much else to do. */
const startTimeoutMs = 120_000
const metricsToken = 'a-token-of-the-watcher'

let bureau: TestServer
let distDir: string
let way: PostgresWay
let server: ServerProcess

beforeAll(async () => {
  bureau = await createTestServer()
  distDir = await emptyDist()
  way = await startPostgresWay(bureau.deps.config.databaseUrl)
  const env = {
    SAMPLE: '0',
    DIST_DIR: distDir,
    DATABASE_URL: way.url,
    METRICS_TOKEN: metricsToken,
    ...partsSettings(bureau.dataDir),
  }
  server = await startServerProcess({ dataDir: bureau.dataDir, port: await freePort(), env })
}, startTimeoutMs)
afterAll(async () => {
  await server.kill()
  await way.close()
  await bureau.close()
  await rm(distDir, { recursive: true, force: true })
}, startTimeoutMs)

const asked = async (path: string): Promise<readonly [status: number, body: string]> => {
  const answer = await fetch(`${server.url}${path}`, { headers: { authorization: `Bearer ${metricsToken}` } })
  return [answer.status, await answer.text()]
}

test('the database goes away in the middle of a question and comes back: the server says so, and goes on', async () => {
  const isAnswered = way.keepBackAfter('begin isolation level repeatable read read only\0')
  const inMiddle = asked('/readyz')
  await isAnswered
  way.block()
  expect((await inMiddle)[0]).toBe(503)
  expect((await asked('/healthz'))[0]).toBe(200)
  const [status, figures] = await asked('/metrics')
  expect([status, /^xunhu_store_up (.*)$/m.exec(figures)?.[1]]).toEqual([200, '0'])
  way.open()
  expect((await asked('/readyz'))[0]).toBe(200)
  expect((await asked('/metrics'))[1]).toMatch(/^xunhu_store_up 1$/m)
})

test('the way to the database is gone without a word: the figures come all the same, and say that it does not answer', async () => {
  const isLost = way.loseAfter('begin isolation level repeatable read read only\0')
  const figures = asked('/metrics')
  await isLost
  const [status, body] = await figures
  expect([status, /^xunhu_store_up (.*)$/m.exec(body)?.[1]]).toEqual([200, '0'])
  expect((await asked('/metrics'))[1]).toMatch(/^xunhu_store_up 1$/m)
})
