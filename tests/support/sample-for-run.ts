import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sampleVariable } from './sample-data-dir.ts'
import { freePort, startServerProcess } from './server-process.ts'

/** The sample bureau, made once for all tests of the run: it takes seconds of a core. */
export default async function setup(): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'xunhu-sample-'))
  const server = await startServerProcess({ dataDir, port: await freePort() })
  await server.stop()
  process.env[sampleVariable] = dataDir
  return () => rm(dataDir, { recursive: true, force: true })
}
