import { expect, test } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { captainSees } from '../../support/captain-sees.ts'
import { drawnJpeg } from '../../support/drawn-photos.ts'
import {
  arrive,
  atEastGate,
  checkWithOneFailure,
  leave,
  lightOf,
  makeReady,
  saveFinding,
  startFinding,
  takePhoto,
  tally,
} from '../../support/morning.ts'
import { sampleDataDir } from '../../support/sample-data-dir.ts'
import { freePort, startServerProcess } from '../../support/server-process.ts'

test.use({ geolocation: { ...atEastGate, accuracy: 6 }, permissions: ['geolocation'] })

let folder = ''
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xunhu-firefox-'))
})
test.afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

const drawn = async (hue: number) => ({
  name: `${hue}.jpg`,
  buffer: await drawnJpeg({ widthPx: 1600, heightPx: 1200, hue }),
})

/** Without the kill of the Chromium one: this driver begins each session with a profile of its own. */
test('a morning without network arrives once from Firefox, with every photo by its hash', async ({ page }) => {
  const sinceMs = Date.now()
  const dataDir = await sampleDataDir(join(folder, 'data'))
  const port = await freePort()
  let server = await startServerProcess({ dataDir, port })
  await makeReady(page, server.url, '1001')

  await server.stop()
  await page.reload()
  await expect(page.getByText('演练').first()).toBeVisible()
  await arrive(page)
  await checkWithOneFailure(page, 'HX-05')
  await tally(page, ['vendor', 'vendor', 'vendor'])
  await startFinding(page)
  for (const [index, hue] of [70, 120, 170].entries()) await takePhoto(page, await drawn(hue), index + 1)
  await saveFinding(page, '无照经营游商')
  await leave(page)

  server = await startServerProcess({ dataDir, port })
  await page.goto(`${server.url}/sync`)
  await page.getByRole('button', { name: '立即同步' }).click()
  await expect(lightOf(page)).toContainText('可以离岗', { timeout: 60_000 })

  const seen = await captainSees(server.url, sinceMs)
  expect(seen.vendors).toBe(3)
  expect(seen.photosByCase).toEqual([3])
  expect(new Set(seen.photoHashes).size).toBe(3)
  await server.stop()
})
