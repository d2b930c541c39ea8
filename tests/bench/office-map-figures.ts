import { chromium, expect, type BrowserContext, type CDPSession, type Page } from '@playwright/test'
import type { SignPointsResponse } from '../../src/protocol/office.ts'
import type { SubjectId } from '../../src/domain/ids.ts'
import { signIn } from '../support/morning.ts'
import { cpuSlowdown } from './phone-figures.ts'

/** As many as the server gives at most. */
const pointCount = 20_000
const drawings = 5
const patienceMs = 60_000

/** Spread evenly over the sample's town, and by the same rule at every run. */
function madePoints(): SignPointsResponse {
  const grades = ['MAJOR', 'SERIOUS', 'GENERAL', 'MINOR', 'NONE', null] as const
  const points = Array.from({ length: pointCount }, (_, index) => ({
    signId: `sign-bench-${index}` as SubjectId,
    lat: 32.64 + (((index * 7919) % 1000) - 500) / 11_000,
    lng: 117.016 + (index / pointCount - 0.5) / 11,
    grade: grades[index % grades.length] ?? null,
    content: `示例 ${index} 店`,
    address: `示例路 ${index} 号`,
  }))
  return { points, total: pointCount }
}

const taskSeconds = async (devtools: CDPSession): Promise<number> =>
  (await devtools.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0

/** Everything is on the screen when two frames have passed since the first mark stood there. */
const twoFrames = (page: Page): Promise<void> =>
  page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  )

/** With this grade chosen the map has all of them, without it none: what is between is the drawing. */
async function answerPoints(context: BrowserContext): Promise<void> {
  const all = JSON.stringify(madePoints())
  const none = JSON.stringify({ points: [], total: 0 })
  const headers = { 'content-type': 'application/json', 'x-xunhu': '1' }
  await context.route('**/api/office/sign-points*', (route) =>
    route.fulfill({ headers, body: route.request().url().includes('grade=MAJOR') ? all : none }),
  )
}

async function drawOnce(page: Page, devtools: CDPSession): Promise<number> {
  const grade = page.getByLabel('等级', { exact: true })
  await grade.selectOption('')
  await expect(page.locator('.cluster')).toHaveCount(0, { timeout: patienceMs })
  await twoFrames(page)
  const before = await taskSeconds(devtools)
  await grade.selectOption('MAJOR')
  await page.locator('.cluster').first().waitFor({ timeout: patienceMs })
  await twoFrames(page)
  return ((await taskSeconds(devtools)) - before) * 1_000
}

/** Main-thread time of 20,000 signs from the choice of a filter until they are drawn on the office's map, on a CPU slowed as the phone's. */
export async function measureOfficeMap(url: string): Promise<readonly number[]> {
  const executablePath = process.env['TEST_BROWSER'] ?? '/usr/bin/chromium'
  const browser = await chromium.launch(executablePath === 'playwright' ? {} : { executablePath })
  try {
    const context = await browser.newContext({
      viewport: { width: 1366, height: 768 },
      locale: 'zh-CN',
      serviceWorkers: 'block',
    })
    await answerPoints(context)
    const page = await context.newPage()
    await signIn(page, url, '2001')
    await page.waitForURL(/ready|today|office/, { timeout: patienceMs })
    await page.goto(`${url}/office/sign-map`)
    await page.getByLabel('等级', { exact: true }).waitFor({ timeout: patienceMs })
    const devtools = await context.newCDPSession(page)
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: cpuSlowdown })
    const drawnMs: number[] = []
    for (let index = 0; index < drawings; index += 1) drawnMs.push(await drawOnce(page, devtools))
    return drawnMs
  } finally {
    await browser.close()
  }
}
