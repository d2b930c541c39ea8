import { readFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { signInByApi, type ApiClient } from '../support/api-client.ts'
import { freePort, startServerProcess, type ServerProcess } from '../support/server-process.ts'
import { pushEntries } from './push-entries.ts'

/** With the sample's own no more than one Excel file holds. */
const wantedCases = 9_900
const dayMs = 24 * 60 * 60 * 1000

/** The most memory that a process has held since it was last asked, in MB (Linux). */
async function peakMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  // proc(5): 5 sets the peak back to what is held now.
  await writeFile(`/proc/${pid}/clear_refs`, '5')
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024
}

async function takeLedger(
  server: ServerProcess,
  captain: ApiClient,
  query: string,
): Promise<{ readonly sizeMb: number; readonly ms: number }> {
  const began = performance.now()
  const url = `${server.url}/api/office/case-ledger?format=xlsx${query}`
  const file = await (await fetch(url, { headers: captain.headers })).arrayBuffer()
  return { sizeMb: file.byteLength / 1024 ** 2, ms: performance.now() - began }
}

/** 问题台账 as Excel: what a tenth of the lines takes of the server's memory, and what all of them do. */
export async function measureExport(): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'xunhu-bench-'))
  const options = { dataDir: join(folder, 'data'), port: await freePort() }
  const first = await startServerProcess(options)
  // One entry in five is a case, over ten days.
  await pushEntries(await signInByApi(first.url, '1003'), wantedCases * 5)
  await first.stop()
  // One that has taken nothing in: what it holds is the export's.
  const server = await startServerProcess(options)
  try {
    const captain = await signInByApi(server.url, '2001')
    const yesterday = `&from=${encodeURIComponent(new Date(Date.now() - dayMs).toISOString())}`
    await takeLedger(server, captain, yesterday)
    await peakMb(server.pid)
    const some = await takeLedger(server, captain, yesterday)
    const someMb = await peakMb(server.pid)
    const all = await takeLedger(server, captain, '')
    const allMb = await peakMb(server.pid)
    return [
      `导出问题台账：约 1,000 行 ${(some.ms / 1000).toFixed(1)} 秒，服务器峰值 ${someMb.toFixed(0)} MB；10,000 行 ${(all.ms / 1000).toFixed(1)} 秒、${all.sizeMb.toFixed(1)} MB，峰值 ${allMb.toFixed(0)} MB（${(allMb / someMb).toFixed(2)} 倍）`,
    ]
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
