import { expect, test } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { arrive, atEastGate, makeReady, tally } from '../../support/morning.ts'
import { openPhone } from '../../support/phone-browser.ts'
import { readKindsBy } from '../../support/phone-database.ts'
import { sampleDataDir } from '../../support/sample-data-dir.ts'
import { freePort, startServerProcess } from '../../support/server-process.ts'

/** Well before the timer of 45 s at the least, by which a phone finds what no event told it. */
const beforeTheTimer = { timeout: 15_000, intervals: [100] }

test('[SYNC-27] an open phone has what a colleague records without waiting for its timer', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'xunhu-live-'))
  const server = await startServerProcess({
    dataDir: await sampleDataDir(join(folder, 'data')),
    port: await freePort(),
  })
  const mine = await openPhone({ profileDir: join(folder, 'mine') })
  const hers = await openPhone({ profileDir: join(folder, 'hers'), place: atEastGate })
  try {
    await makeReady(mine.page, server.url, '1002')
    await makeReady(hers.page, server.url, '1001')
    const sinceMs = Date.now()
    await arrive(hers.page)
    const hersHere = (): Promise<readonly string[]> => readKindsBy(mine.page, 'p-1002', 'p-1001', sinceMs)
    await expect.poll(hersHere, beforeTheTimer).toEqual(['duty.arrived'])
    await tally(hers.page, ['vendor'])
    await expect.poll(hersHere, beforeTheTimer).toEqual(['duty.arrived', 'duty.tallied'])
  } finally {
    await mine.close()
    await hers.close()
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
})
