import { test as base } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startFaultProxy, type FaultProxy } from './fault-proxy.ts'
import { sampleDataDir } from './sample-data-dir.ts'
import { freePort, startServerProcess, type ServerProcess } from './server-process.ts'

interface OfTest {
  /** A line of its own to the shared server: another origin, so that nothing of an earlier test is on the phone. */
  readonly line: FaultProxy
}

interface OfWorker {
  readonly bureau: ServerProcess
}

/** Tests that share one server with the sample bureau; each tells its records from the others' by their notes. */
export const test = base.extend<OfTest, OfWorker>({
  bureau: [
    async ({ browserName }, use) => {
      const dataDir = await sampleDataDir(await mkdtemp(join(tmpdir(), `xunhu-${browserName}-`)))
      const server = await startServerProcess({ dataDir, port: await freePort() })
      await use(server)
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  line: async ({ bureau }, use) => {
    const line = await startFaultProxy(await freePort(), bureau.port)
    await use(line)
    await line.close()
  },
})
