import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { signInByApi, type ApiClient } from '../support/api-client.ts'
import { freePort, startServerProcess, type ServerProcess } from '../support/server-process.ts'
import { cpuMsOf } from './cpu-of.ts'
import { databaseBytes } from './database-bytes.ts'
import { madeEntry, type MadeKind } from './made-entry.ts'
import { percentile } from './percentile.ts'

const connections = 64
const entriesPerPush = 50
const pushesPerConnection = 12
const phones = 100
const findingsPerPhone = 500
const idleCalls = 200
const numbers = ['1001', '1002', '1003', '1004', '1005', '1006'] as const

interface Answer {
  readonly status: number
  readonly bytes: number
  readonly body: string
}

/** One keep-alive line, as one phone has; the body is made before, so that what is timed is the server. */
function createLine(url: string, client: ApiClient): (body: string) => Promise<Answer> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  return (body) =>
    new Promise((resolve, reject) => {
      const call = request(
        `${url}/api/sync`,
        {
          method: 'POST',
          agent,
          headers: { ...client.headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
        },
        (answer) => {
          const chunks: Buffer[] = []
          answer.on('data', (chunk: Buffer) => chunks.push(chunk))
          answer.on('end', () => {
            const whole = Buffer.concat(chunks)
            resolve({ status: answer.statusCode ?? 0, bytes: whole.length, body: whole.toString() })
          })
        },
      )
      call.on('error', reject)
      call.end(body)
    })
}

const syncBody = (client: ApiClient, entries: readonly unknown[], cursors: Record<string, string | null>): string =>
  JSON.stringify({
    app: 'bench',
    schema: 1,
    device: client.device,
    epoch: null,
    nonce: randomUUID(),
    clock: { at: new Date().toISOString(), monoMs: 0, bootId: 'bench' },
    entries,
    smallParts: [],
    cursors,
    limit: 1,
  })

const pushBody = (client: ApiClient, kind: MadeKind, count: number): string =>
  syncBody(
    client,
    Array.from({ length: count }, (_, index) => madeEntry(client, kind, index, Date.now())),
    {},
  )

async function signInMany(url: string, count: number): Promise<readonly ApiClient[]> {
  const clients: ApiClient[] = []
  for (let index = 0; index < count; index += 1) clients.push(await signInByApi(url, numbers[index % 3] ?? '1001'))
  return clients
}

interface Throughput {
  /** Answered `accepted`, over all connections. */
  readonly entriesPerSecond: number
  /** The server's own, without the load generator that shares its cores; null where this system does not tell. */
  readonly cpuUsPerEntry: number | null
  /** What the database has grown by, indexes and all. */
  readonly bytesPerEntry: number
}

interface Measured {
  readonly server: ServerProcess
  readonly dataDir: string
}

async function measureThroughput(
  { server: { url, pid }, dataDir }: Measured,
  clients: readonly ApiClient[],
  kind: MadeKind,
): Promise<Throughput> {
  const lines = clients.map((client) => ({
    send: createLine(url, client),
    bodies: Array.from({ length: pushesPerConnection }, () => pushBody(client, kind, entriesPerPush)),
  }))
  const bytesBefore = databaseBytes(dataDir)
  const [began, cpuBefore] = [performance.now(), await cpuMsOf(pid)]
  const answers = await Promise.all(
    lines.map(async ({ send, bodies }) => {
      const accepted: number[] = []
      for (const body of bodies) {
        const answer = await send(body)
        accepted.push(answer.body.split('"status":"accepted"').length - 1)
      }
      return accepted
    }),
  )
  const tookMs = performance.now() - began
  const cpuAfter = await cpuMsOf(pid)
  const accepted = answers.flat().reduce((sum, count) => sum + count, 0)
  return {
    entriesPerSecond: (accepted / tookMs) * 1000,
    cpuUsPerEntry: cpuBefore === null || cpuAfter === null ? null : ((cpuAfter - cpuBefore) / accepted) * 1000,
    bytesPerEntry: (databaseBytes(dataDir) - bytesBefore) / accepted,
  }
}

const inWords = ({ entriesPerSecond, cpuUsPerEntry, bytesPerEntry }: Throughput): string =>
  `${Math.round(entriesPerSecond)} 条/秒，每条在库里 ${(bytesPerEntry / 1000).toFixed(1)} KB` +
  (cpuUsPerEntry === null ? '' : `（服务器每条用 CPU ${Math.round(cpuUsPerEntry)} µs）`)

interface Burst {
  readonly drainedMs: number
  readonly failures: number
}

/** Everybody comes back into the network at once with a day's findings. */
async function measureBurst(url: string, clients: readonly ApiClient[]): Promise<Burst> {
  const work = clients.map((client) => ({
    send: createLine(url, client),
    bodies: Array.from({ length: findingsPerPhone / entriesPerPush }, () => pushBody(client, 'case', entriesPerPush)),
  }))
  const began = performance.now()
  const statuses = await Promise.all(
    work.map(async ({ send, bodies }) => {
      const seen: number[] = []
      for (const body of bodies) seen.push((await send(body)).status)
      return seen
    }),
  )
  return { drainedMs: performance.now() - began, failures: statuses.flat().filter((status) => status >= 500).length }
}

/** A phone that has everything and says so: what each of them costs all day long. */
async function measureIdle(url: string, client: ApiClient): Promise<{ readonly ms: number[]; readonly bytes: number }> {
  const send = createLine(url, client)
  const cursors: Record<string, string | null> = {}
  for (;;) {
    const request = JSON.parse(syncBody(client, [], cursors)) as Record<string, unknown>
    const answer = JSON.parse((await send(JSON.stringify({ ...request, limit: 500 }))).body) as {
      readonly deltas: readonly { readonly scope: string; readonly to: string }[]
      readonly more: boolean
    }
    for (const { scope, to } of answer.deltas) cursors[scope] = to
    if (!answer.more) break
  }
  const ms: number[] = []
  let bytes = 0
  for (let call = 0; call < idleCalls; call += 1) {
    const body = syncBody(client, [], cursors)
    const began = performance.now()
    bytes = (await send(body)).bytes
    ms.push(performance.now() - began)
  }
  return { ms, bytes }
}

/** The server's figures under many phones, on the embedded store with full synchronisation. */
export async function measureServer(): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'xunhu-bench-'))
  const dataDir = join(folder, 'data')
  const server = await startServerProcess({ dataDir, port: await freePort() })
  const measured = { server, dataDir }
  try {
    const clients = await signInMany(server.url, connections)
    const counts = await measureThroughput(measured, clients, 'tally')
    const cases = await measureThroughput(measured, clients, 'case')
    const burst = await measureBurst(server.url, await signInMany(server.url, phones))
    const idle = await measureIdle(server.url, await signInByApi(server.url, '1001'))
    return [
      `服务器收记录（${connections} 条连接，每批 ${entriesPerPush} 条）：计数（不折叠）${inWords(counts)}，问题（折叠入台账）${inWords(cases)}（目标 ≥ 10000）`,
      `${phones} 部手机同时各交 ${findingsPerPhone} 条问题：${(burst.drainedMs / 1000).toFixed(1)} 秒收完，5xx ${burst.failures} 次（目标 < 60 秒，0 次）`,
      `空闲同步一次：中位 ${percentile(idle.ms, 0.5).toFixed(1)} ms，p95 ${percentile(idle.ms, 0.95).toFixed(1)} ms，回答 ${idle.bytes} 字节（目标 ≤ 3 ms，≤ 1 KB）`,
    ]
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
