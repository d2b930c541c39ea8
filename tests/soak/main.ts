import { parseArgs } from 'node:util'
import { setTimeout as wait } from 'node:timers/promises'
import { createSeededRandom, type Random } from '../../src/lib/random.ts'
import { lookIntoPostgres } from '../../src/server/store/postgres/postgres-store.ts'
import { loadConfig } from '../../src/server/config.ts'
import { dataPaths } from '../../src/server/backup/data-paths.ts'
import { faultsOf } from '../../src/server/move/faults-of.ts'
import { openPhotos } from '../../src/server/photos/open-photos.ts'
import { percentile } from '../bench/percentile.ts'
import { signInByApi, type ApiClient } from '../support/api-client.ts'
import { emptyDist } from '../support/server-run.ts'
import { findBrokenWords } from '../torture/acknowledged-check.ts'
import { createTortureClient, type Acknowledged, type Answered, type TortureClient } from '../torture/torture-client.ts'
import { readUntil } from './reading-phone.ts'
import { isFlat, quartersOf } from './quarters.ts'
import { memoryOf, type ServerMemory } from './server-memory.ts'
import { openSoakBureau, type SoakBureau, type SoakPhone } from './soak-bureau.ts'
import { startSoakServers, type SoakServers } from './soak-servers.ts'

/** `npm run soak`: phones that record, send and read for a long time, on PostgreSQL and S3, while servers are killed. */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    phones: { type: 'string', default: '200' },
    servers: { type: 'string', default: '3' },
    'kill-every-seconds': { type: 'string', default: '60' },
    'rest-seconds': { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
  },
})
const minutes = Number(values.minutes)
const restMs = Number(values['rest-seconds']) * 1000
/** Phones are switched on one after the other: a herd in the first second would be all that the p99 tells. */
const switchOnMs = 2 * restMs
const mostPerPush = 3
const sampleMemoryMs = 10_000
const sayEveryMs = 60_000

const print = (line: string): boolean => process.stdout.write(`${line}\n`)
const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`

interface Phone {
  readonly scope: string
  readonly client: ApiClient
  readonly torture: TortureClient
}

async function signInAll(url: string, phones: readonly SoakPhone[], onAnswer: (answer: Answered) => void) {
  const random = createSeededRandom(Number(values.seed))
  const signedIn: Phone[] = []
  for (const { number, password, scope } of phones) {
    const client = await signInByApi(url, number, password)
    const own = createSeededRandom(Math.floor(random.next() * 2 ** 32))
    const rest = (): Promise<void> => wait(restMs * 2 * own.next())
    const serving = (): Promise<void> => wait(200 + 800 * own.next())
    const torture = createTortureClient({ url, client, scope, random: own, serving, onAnswer, mostPerPush, rest })
    signedIn.push({ scope, client, torture })
  }
  return signedIn
}

/** What the server gave its word for to any phone of the squad. */
function joined(phones: readonly Phone[]): Acknowledged {
  const all = phones.map(({ torture }) => torture.acknowledged)
  return {
    entries: new Map(all.flatMap(({ entries }) => [...entries])),
    photos: new Map(all.flatMap(({ photos }) => [...photos])),
    refused: new Map(all.flatMap(({ refused }) => [...refused])),
  }
}

async function findBroken(url: string, phones: readonly Phone[]): Promise<readonly string[]> {
  const broken: string[] = []
  for (const [scope, ofSquad] of Map.groupBy(phones, (phone) => phone.scope)) {
    const [first] = ofSquad
    if (first) broken.push(...(await findBrokenWords(url, first.client, scope, joined(ofSquad))))
  }
  return broken
}

async function findFaults({ env, server }: SoakBureau): Promise<ReadonlySet<string>> {
  const config = loadConfig({ ...env, DATA_DIR: server.dataDir })
  const { partStore } = await openPhotos(config.partsStore, config.dataDir, dataPaths(config.dataDir))
  return lookIntoPostgres(config.databaseUrl, (db) => faultsOf(db, partStore))
}

async function watchMemory(end: AbortSignal, servers: SoakServers, samples: ServerMemory[]): Promise<void> {
  while (!end.aborted) {
    const memory = await memoryOf(servers.survivor())
    if (memory !== null) samples.push(memory)
    await wait(sampleMemoryMs, undefined, { signal: end }).catch(() => undefined)
  }
}

const inMegabytes = (bytes: readonly number[]): string => bytes.map(megabytes).join('，')

const p50AndP99 = (ms: readonly number[]): string =>
  `p50 ${percentile(ms, 0.5).toFixed(0)} ms，p99 ${percentile(ms, 0.99).toFixed(0)} ms（${ms.length} 次）`

async function runPhones(
  servers: SoakServers,
  phones: readonly Phone[],
  random: Random,
): Promise<readonly ServerMemory[]> {
  const ending = new AbortController()
  const memory: ServerMemory[] = []
  const acknowledged = (of: 'entries' | 'photos'): number =>
    phones.reduce((sum, { torture }) => sum + torture.acknowledged[of].size, 0)
  const began = Date.now()
  const saying = setInterval(
    () =>
      print(
        `${Math.round((Date.now() - began) / 60_000)} 分钟：答应过 ${acknowledged('entries')} 条、${acknowledged('photos')} 张，杀掉 ${servers.kills()} 次，内存 ${megabytes(memory.at(-1)?.residentBytes ?? NaN)}`,
      ),
    sayEveryMs,
  )
  const live = async ({ torture, client, scope }: Phone): Promise<void> => {
    await wait(switchOnMs * random.next())
    await Promise.all([torture.run(), readUntil(ending.signal, client, scope)])
  }
  const all = Promise.all([
    ...phones.map(live),
    watchMemory(ending.signal, servers, memory),
    servers.killUntil(ending.signal, { everyMs: Number(values['kill-every-seconds']) * 1000, random }),
  ])
  await wait(minutes * 60_000)
  ending.abort()
  for (const { torture } of phones) torture.stop()
  await all
  clearInterval(saying)
  return memory
}

const bureau = await openSoakBureau(Number(values.phones))
const dataDir = bureau.server.dataDir
const env = { ...bureau.env, DIST_DIR: await emptyDist() }
const servers = await startSoakServers(Number(values.servers), { dataDir, env })
const { url } = servers.balancer
const calmMs: number[] = []
const whileStartingMs: number[] = []
let faulty = 0
const phones = await signInAll(url, bureau.phones, ({ path, status, tookMs }) => {
  if (path === '/api/sync') (servers.isOneStarting() ? whileStartingMs : calmMs).push(tookMs)
  if (status >= 500) faulty += 1
})
print(`${phones.length} 部手机，${values.servers} 个服务器，PostgreSQL 与 S3，${minutes} 分钟`)
const memory = await runPhones(servers, phones, createSeededRandom(Number(values.seed) + 1))
const broken = [...(await findBroken(url, phones)), ...(await findFaults(bureau))]
broken.forEach(print)
const all = joined(phones)
print(`答应过 ${all.entries.size} 条记录、${all.photos.size} 张照片；服务器 SIGKILL ${servers.kills()} 次`)
print(`丢失、重复、残缺或核对不符：${broken.length}`)
print(`推送用时：全部 ${p50AndP99([...calmMs, ...whileStartingMs])}；5xx ${faulty} 次`)
print(`其中所有服务器都在时 ${p50AndP99(calmMs)}；有一个正在重启时 ${p50AndP99(whileStartingMs)}`)
const resident = memory.map(({ residentBytes }) => residentBytes)
const own = quartersOf(
  memory.map(({ heapUsedBytes }) => heapUsedBytes),
  0.05,
)
print(
  `未被杀的服务器内存，四段各自的中位：${inMegabytes(quartersOf(resident, 0.5))}；其中自己的对象，四段各自垃圾回收后（第 5 百分位）：${inMegabytes(own)}`,
)
await servers.stop()
await bureau.close()
const isPassed = broken.length === 0 && faulty === 0 && isFlat(own)
print(isPassed ? '通过：不丢、不重、不缺，没有 5xx，内存不涨' : '没有通过')
process.exit(isPassed ? 0 : 1)
