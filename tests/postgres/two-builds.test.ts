import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { must } from '../../src/lib/must.ts'
import { signInByApi } from '../support/api-client.ts'
import { earlierBuild, unpackBuild } from '../support/earlier-build.ts'
import { createDatabase } from '../support/postgres-databases.ts'
import { startRoundRobin, type RoundRobin } from '../support/round-robin.ts'
import { runServerCommand } from '../support/server-command.ts'
import { freePort, startServerProcess, type ServerProcess } from '../support/server-process.ts'
import { emptyDist } from '../support/server-run.ts'
import { startWorkingPhone } from '../support/working-phone.ts'
import { findBrokenWords } from '../torture/acknowledged-check.ts'

/** Servers start and a bureau is made, on a machine that may have much else to do. */
const timeoutMs = 300_000

/** A release is some migrations ahead of the one before. Null in a copy of the sources without their past. */
const before = earlierBuild(3)

let folders: string[]
let env: Readonly<Record<string, string>>
let dataDir: string
let ports: readonly [number, number]
let older: ServerProcess
let balancer: RoundRobin
let newer: ServerProcess | null = null

beforeAll(async () => {
  if (before === null) return
  const distDir = await emptyDist()
  const build = await unpackBuild(before)
  const folder = await mkdtemp(join(tmpdir(), 'xunhu-two-builds-'))
  dataDir = join(folder, 'data')
  folders = [folder, build.folder, distDir]
  env = { DIST_DIR: distDir, DATABASE_URL: await createDatabase(undefined, 'template1') }
  ports = [await freePort(), await freePort()]
  older = await build.startServerProcess({ dataDir, port: ports[0], env })
  balancer = await startRoundRobin(ports)
}, timeoutMs)
afterAll(async () => {
  if (before === null) return
  await balancer.close()
  await Promise.all([older.kill(), newer?.kill()])
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })))
}, timeoutMs)

test.skipIf(before === null)(
  'servers of two builds take turns while a bureau goes over to the newer one, and its phones notice nothing: nothing lost, doubled or misread',
  async () => {
    const [officer, colleague] = [await signInByApi(balancer.url, '1001'), await signInByApi(balancer.url, '1002')]
    const phones = [officer, colleague].map((client, seed) =>
      startWorkingPhone(balancer.url, client, 'squad-1', 31 + seed),
    )
    const allAnswered = (more: number): Promise<unknown> => Promise.all(phones.map((phone) => phone.answered(more)))
    await allAnswered(10)

    expect(await runServerCommand('migrate', dataDir, env)).toMatchObject({ code: 0 })
    const taken = balancer.answered()[0] ?? 0
    await allAnswered(15)
    expect(balancer.answered()[0]).toBeGreaterThan(taken + 20)

    newer = await startServerProcess({ dataDir, port: ports[1], env })
    const alone = balancer.answered()[0] ?? 0
    await allAnswered(40)
    const [byOlder = 0, byNewer = 0] = balancer.answered()
    expect([byOlder - alone > 20, byNewer > 20]).toEqual([true, true])

    await older.stop()
    await allAnswered(10)
    for (const phone of phones) await phone.end()
    for (const [index, phone] of phones.entries()) {
      const client = must([officer, colleague][index], 'who holds it')
      expect(await findBrokenWords(balancer.url, client, 'squad-1', phone.acknowledged)).toEqual([])
      expect([...phone.acknowledged.refused]).toEqual([])
    }
    // Lines that the older build has folded since are made anew within the hour, or by the next start.
    await newer.stop()
    newer = await startServerProcess({ dataDir, port: ports[1], env })
    await expect
      .poll(() => runServerCommand('verify', dataDir, env), { timeout: timeoutMs / 2 })
      .toMatchObject({ code: 0 })
  },
  timeoutMs,
)
