import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { signInByApi, type ApiClient } from '../support/api-client.ts'
import { freePort, startServerProcess } from '../support/server-process.ts'
import { madeSign } from './surveyed-signs.ts'
import { percentile } from './percentile.ts'
import { pushBatch } from './push-entries.ts'

const wantedSigns = 50_000
const signsPerPush = 80
const repeats = 20
const dayMs = 86_400_000

const lists = ['', '&grade=LIMITED', '&grade=unsurveyed', '&type=LED', '&overdue=yes'].map(
  (filter) => `/api/office/signs?limit=50${filter}`,
)

async function fill(client: ApiClient): Promise<void> {
  const startMs = Date.now() - 200 * dayMs
  const stepMs = (190 * dayMs) / wantedSigns
  for (let from = 0; from < wantedSigns; from += signsPerPush) {
    const count = Math.min(signsPerPush, wantedSigns - from)
    const indexes = Array.from({ length: count }, (_, offset) => from + offset)
    await pushBatch(
      client,
      indexes.flatMap((index) => madeSign(client, index, Math.round(startMs + index * stepMs))),
    )
  }
}

async function timesOf(captain: ApiClient, urls: readonly string[], times: number): Promise<readonly number[]> {
  const samples: number[] = []
  for (const url of urls)
    for (let index = 0; index < times; index += 1) {
      const began = performance.now()
      await captain.get(url)
      samples.push(performance.now() - began)
    }
  return samples
}

const lineOf = (what: string, samples: readonly number[]): string =>
  `${what}：中位 ${percentile(samples, 0.5).toFixed(0)} ms，p95 ${percentile(samples, 0.95).toFixed(0)} ms`

/** 招牌 of 50,000 signs as the office's browser asks: the list with its counts, the map's points, the months. */
export async function measureRegister(): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'xunhu-bench-'))
  const server = await startServerProcess({ dataDir: join(folder, 'data'), port: await freePort() })
  try {
    await fill(await signInByApi(server.url, '1001'))
    const captain = await signInByApi(server.url, '2001')
    const { total } = (await captain.get('/api/office/signs?limit=1')) as { readonly total: number }
    return [
      `${lineOf(`招牌 ${total} 块，首页各种筛选`, await timesOf(captain, lists, repeats))}（目标 ≤ 500 ms）`,
      lineOf('同上，等级与街路计数', await timesOf(captain, ['/api/office/sign-progress'], repeats)),
      lineOf('同上，地图上的点（最多 20,000）', await timesOf(captain, ['/api/office/sign-points'], 5)),
      lineOf('同上，各月等级数量', await timesOf(captain, ['/api/office/sign-months'], 5)),
    ]
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
