import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSeededRandom } from '../../src/lib/random.ts'
import { verifyStore } from '../../src/server/verify/verify-store.ts'
import { signInByApi, type ApiClient } from '../support/api-client.ts'
import { startRoundRobin, type RoundRobin } from '../support/round-robin.ts'
import { freePort, startServerProcess, type ServerProcess } from '../support/server-process.ts'
import { emptyDist } from '../support/server-run.ts'
import { partsSettings } from '../support/test-parts.ts'
import { createTestServer, testPassword, type TestServer } from '../support/test-server.ts'
import { findBrokenWords } from '../torture/acknowledged-check.ts'
import { createTortureClient, type TortureClient } from '../torture/torture-client.ts'

const officers = [
  { number: '1001', scope: 'squad-1' },
  { number: '1002', scope: 'squad-1' },
  { number: '1003', scope: 'squad-2' },
  { number: '1004', scope: 'squad-2' },
] as const

/** Three servers start on a machine that may have much else to do. */
const startTimeoutMs = 120_000

let bureau: TestServer
let distDir: string
let servers: ServerProcess[]
let balancer: RoundRobin

async function startServer(): Promise<ServerProcess> {
  const env = {
    SAMPLE: '0',
    DIST_DIR: distDir,
    DATABASE_URL: bureau.deps.config.databaseUrl,
    ...partsSettings(bureau.dataDir),
  }
  return startServerProcess({ dataDir: bureau.dataDir, port: await freePort(), env })
}

beforeAll(async () => {
  bureau = await createTestServer()
  for (const { number, scope } of officers) await bureau.addPerson(number, 'officer', scope)
  distDir = await emptyDist()
  // At once: the epoch, the keys and the tables are what the servers share.
  servers = await Promise.all([startServer(), startServer(), startServer()])
  balancer = await startRoundRobin(servers.map(({ port }) => port))
}, startTimeoutMs)
afterAll(async () => {
  await balancer.close()
  for (const server of servers) await server.kill()
  await bureau.close()
  await rm(distDir, { recursive: true, force: true })
}, startTimeoutMs)

/** Resolves when the server that is asked says that something changed in the caller's squads. */
async function hearsNews(server: ServerProcess, client: ApiClient): Promise<{ readonly news: Promise<string> }> {
  const ending = new AbortController()
  const answer = await fetch(`${server.url}/api/live`, { headers: client.headers, signal: ending.signal })
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader()
  const untilNews = async (): Promise<string> => {
    let heard = ''
    while (!/event: \S+\ndata: .*\n\n/.test(heard)) heard += Buffer.from((await reader.read()).value ?? []).toString()
    ending.abort()
    return heard
  }
  return { news: untilNews() }
}

test('[SYNC-9] [PART-6] of three servers behind a round-robin one is killed while phones send: nothing is lost or doubled', async () => {
  const random = createSeededRandom(11)
  let answersLeft = 60
  let halfDone = (): void => undefined
  const underWay = new Promise<void>((resolve) => (halfDone = resolve))
  let allDone = (): void => undefined
  const enough = new Promise<void>((resolve) => (allDone = resolve))
  const onAnswer = (): void => {
    answersLeft -= 1
    if (answersLeft === 30) halfDone()
    if (answersLeft === 0) allDone()
  }
  const phones = await Promise.all(
    officers.map(async ({ number, scope }) => {
      const client = await signInByApi(balancer.url, number, testPassword)
      const serving = (): Promise<void> => Promise.resolve()
      const torture: TortureClient = createTortureClient({
        url: balancer.url,
        client,
        scope,
        random,
        serving,
        onAnswer,
      })
      return { client, scope, torture }
    }),
  )
  const running = Promise.all(phones.map(({ torture }) => torture.run()))
  await underWay
  await servers[1]?.kill()
  await enough
  for (const { torture } of phones) torture.stop()
  await running
  const broken = await Promise.all(
    phones.map(({ client, scope, torture }) => findBrokenWords(balancer.url, client, scope, torture.acknowledged)),
  )
  expect(broken.flat()).toEqual([])
  expect(phones.every(({ torture }) => torture.acknowledged.entries.size > 0)).toBe(true)
  expect(balancer.answered().every((answers) => answers > 5)).toBe(true)
  const faults = await bureau.deps.store.read(async (db) => {
    const found: string[] = []
    for await (const { broken: wrong } of verifyStore(db, bureau.deps.partStore)) found.push(...wrong)
    return found
  })
  expect(faults).toEqual([])
  const again = await startServer()
  servers[1] = again
  const epochs = await Promise.all(
    [again, servers[2] as ServerProcess].map(async ({ url }) => {
      const session = await fetch(`${url}/api/session`, { headers: phones[0]?.client.headers ?? {} })
      return ((await session.json()) as { epoch: string }).epoch
    }),
  )
  expect(new Set(epochs).size).toBe(1)
})

test('what was brought to one server is told to those who listen at another', async () => {
  const [first, , third] = servers as [ServerProcess, ServerProcess, ServerProcess]
  const listener = await signInByApi(first.url, '1001', testPassword)
  const bringer = await signInByApi(third.url, '1002', testPassword)
  const { news } = await hearsNews(first, listener)
  let isHeard = false
  const heard = news.then((text) => {
    isHeard = true
    return text
  })
  const torture = createTortureClient({
    url: third.url,
    client: bringer,
    scope: 'squad-1',
    random: createSeededRandom(12),
    serving: () => Promise.resolve(),
    onAnswer: () => (isHeard ? torture.stop() : undefined),
  })
  await torture.run()
  expect(await heard).toContain('event: news\ndata: {"scopes":["squad-1"]}')
})
