import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { compare } from './compare.ts'
import { contenders, openStand, type Stand } from './stand.ts'
import { toTable } from './table.ts'
import { amongTenThousand } from './workloads/among-ten-thousand.ts'
import { fill } from './workloads/fill.ts'
import { cut, photos } from './workloads/photos.ts'
import { pull } from './workloads/pull.ts'
import { push } from './workloads/push.ts'

const all = { fill, amongTenThousand, push, photos, cut, pull }
const asked = process.argv.slice(2)
const workloads = Object.entries(all).flatMap(([name, workload]) =>
  asked.length === 0 || asked.includes(name) ? [workload] : [],
)
const browser = process.env['TEST_BROWSER'] ?? 'playwright'
const print = (text: string): boolean => process.stdout.write(`${text}\n`)

function sizes(stands: readonly Stand[]): string {
  const rows = stands.map(({ contender, gzipBytes }) => `| ${contender.title} | ${(gzipBytes / 1000).toFixed(1)} |`)
  return ['### 脚本大小', '', '| | gzip KB |', '| --- | ---: |', ...rows, ''].join('\n')
}

const root = await mkdtemp(join(tmpdir(), 'xunhu-peers-'))
// On a profile folder: in a window without one, storage is in memory and durable for nobody.
const context = await chromium.launchPersistentContext(join(root, 'profile'), {
  ...(browser === 'playwright' ? {} : { executablePath: browser }),
})
const stands: Stand[] = []
try {
  for (const contender of contenders) stands.push(await openStand(context, contender, root))
  print(
    `机器：${cpus()[0]?.model ?? '未知'} × ${cpus().length}，Node ${process.version}，Chromium ${context.browser()?.version() ?? ''}\n`,
  )
  print(sizes(stands))
  for (const workload of workloads) print(toTable(await compare(workload, stands)))
} finally {
  for (const stand of stands) await stand.close()
  await context.close()
  await rm(root, { recursive: true, force: true })
}
