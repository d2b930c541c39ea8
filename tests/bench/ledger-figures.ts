import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, startServerProcess } from '../support/server-process.ts'
import { signInByApi } from '../support/api-client.ts'
import { pushEntries } from './push-entries.ts'
import { percentile } from './percentile.ts'

const wantedCases = 100_000
const repeats = 30
const filters = [
  '',
  '&state=reported',
  '&category=street.mobileVendor',
  '&school=school-1',
  '&person=p-1003',
  '&order=actBy&queue=toFile',
  '&order=actBy&overdue=yes',
]

/** First page of the ledger with 100,000 cases, each filter thirty times, as the office's browser asks, and the inbox's counts. */
export async function measureLedger(): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'xunhu-bench-'))
  const server = await startServerProcess({ dataDir: join(folder, 'data'), port: await freePort() })
  try {
    await pushEntries(await signInByApi(server.url, '1003'), wantedCases, 1)
    const captain = await signInByApi(server.url, '2001')
    const samples: number[] = []
    for (const url of [...filters.map((filter) => `/api/office/cases?limit=50${filter}`), '/api/office/inbox']) {
      for (let index = 0; index < repeats; index += 1) {
        const began = performance.now()
        await captain.get(url)
        samples.push(performance.now() - began)
      }
    }
    return [
      `台账 ${wantedCases} 件，首页与待办计数：中位 ${percentile(samples, 0.5).toFixed(1)} ms，p95 ${percentile(samples, 0.95).toFixed(1)} ms（目标 ≤ 300 ms）`,
    ]
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
