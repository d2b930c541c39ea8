import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type CDPSession, type Page } from '@playwright/test'
import { mapFiles } from '../support/map-pixels.ts'
import { atEastGate, makeReady } from '../support/morning.ts'
import { openPhone } from '../support/phone-browser.ts'
import { readPhoneTable } from '../support/phone-database.ts'
import { freePort, startServerProcess } from '../support/server-process.ts'
import { measureColdStart } from './cold-start.ts'
import { measureFirstMap } from './first-map.ts'
import { measureOfficeMap } from './office-map-figures.ts'
import { percentile } from './percentile.ts'
import { cpuSlowdown } from './phone-figures.ts'

const openings = 5
const signCount = 10_000
const pans = 12
const stepsPerPan = 30
const patienceMs = 60_000

interface PanFigures {
  /** Main-thread time per frame of each pan, the redrawing at its end included. */
  readonly perFrameMs: readonly number[]
  readonly longestTaskMs: number
}

/** Runs in the page: copies of a sign that is there, 10,000 of them, five kilometres around. */
function plantSigns(count: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('xunhu-p-1001')
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const change = opening.result.transaction('signs', 'readwrite')
      const signs = change.objectStore('signs')
      const reading = signs.getAll()
      reading.onsuccess = () => {
        const [row] = reading.result as {
          readonly value: { readonly attributes: { readonly point: { readonly lat: number; readonly lng: number } } }
        }[]
        if (!row) throw new Error('There is no sign to copy.')
        const grades = ['MAJOR', 'SERIOUS', 'GENERAL', 'MINOR', 'NONE', null]
        for (let index = 0; index < count; index += 1) {
          const signId = `sign-bench-${index}`
          // Spread evenly, and by the same rule at every run.
          const point = {
            lat: 32.64 + (((index * 7919) % 1000) - 500) / 11_000,
            lng: 117.016 + (index / count - 0.5) / 11,
          }
          const attributes = { ...row.value.attributes, point }
          signs.put({ ...row, id: signId, value: { ...row.value, signId, attributes, grade: grades[index % 6] } })
        }
      }
      change.oncomplete = () => {
        opening.result.close()
        resolve()
      }
    }
  })
}

const taskSeconds = async (devtools: CDPSession): Promise<number> =>
  (await devtools.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0

const framesSoFar = (page: Page): Promise<number> =>
  page.evaluate(() => (globalThis as unknown as { frames: number }).frames)

/** Counts frames, and listens for tasks of 50 ms and more. */
function watchFrames(): void {
  const seen = globalThis as unknown as { frames: number; longestTaskMs: number }
  seen.frames = 0
  seen.longestTaskMs = 0
  const count = (): void => {
    seen.frames += 1
    requestAnimationFrame(count)
  }
  requestAnimationFrame(count)
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.longestTaskMs = Math.max(seen.longestTaskMs, duration)
  }).observe({ type: 'longtask' })
}

async function panOnce(page: Page, direction: number): Promise<void> {
  await page.mouse.move(180, 300)
  await page.mouse.down()
  await page.mouse.move(180 + direction * 120, 300 + direction * 80, { steps: stepsPerPan })
  await page.mouse.up()
}

async function measurePans(profileDir: string, url: string): Promise<PanFigures> {
  const { page, context, close } = await openPhone({ profileDir, place: atEastGate })
  try {
    await page.goto(`${url}/map`)
    await page.locator('.cluster').first().waitFor({ timeout: patienceMs })
    const devtools = await context.newCDPSession(page)
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: cpuSlowdown })
    await page.evaluate(watchFrames)
    const perFrameMs: number[] = []
    for (let index = 0; index < pans; index += 1) {
      const [before, framesBefore] = [await taskSeconds(devtools), await framesSoFar(page)]
      await panOnce(page, index % 2 === 0 ? 1 : -1)
      const [after, framesAfter] = [await taskSeconds(devtools), await framesSoFar(page)]
      perFrameMs.push(((after - before) * 1_000) / Math.max(1, framesAfter - framesBefore))
    }
    const longestTaskMs = await page.evaluate(() => (globalThis as unknown as { longestTaskMs: number }).longestTaskMs)
    return { perFrameMs, longestTaskMs }
  } finally {
    await close()
  }
}

/** First opening of the map without server, and panning among 10,000 signs; on a CPU slowed 4×. */
export async function measureMap(): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'xunhu-map-bench-'))
  const profileDir = join(folder, 'phone')
  const server = await startServerProcess({ dataDir: join(folder, 'data'), port: await freePort() })
  try {
    const { page, close } = await openPhone({ profileDir })
    await makeReady(page, server.url, '1001')
    await expect.poll(() => mapFiles(page), { timeout: patienceMs }).toContain('map.json')
    await expect
      .poll(async () => (await readPhoneTable(page, 'p-1001', 'signs')).length, { timeout: patienceMs })
      .toBeGreaterThan(20)
    await server.stop()
    await close()
    const firstMs: number[] = []
    const todayMs: number[] = []
    for (let index = 0; index < openings; index += 1) {
      firstMs.push(await measureFirstMap(profileDir, server.url, cpuSlowdown))
      // In turns, so that a machine that slows down meanwhile slows both down.
      todayMs.push((await measureColdStart(profileDir, server.url, cpuSlowdown)).shiftMs)
    }
    const ratio = percentile(firstMs, 0.5) / percentile(todayMs, 0.5)

    const planting = await openPhone({ profileDir })
    await planting.page.goto(`${server.url}/today`)
    await planting.page.evaluate(plantSigns, signCount)
    await planting.close()
    const { perFrameMs, longestTaskMs } = await measurePans(profileDir, server.url)
    const office = await startServerProcess({ dataDir: join(folder, 'data'), port: await freePort() })
    const drawnMs = await measureOfficeMap(office.url).finally(() => office.stop())
    const perPan = percentile(drawnMs, 0.5) / percentile(perFrameMs, 0.5)
    const ms = (value: number): number => Math.round(value)
    return [
      `离线首次打开地图：中位 ${ms(percentile(firstMs, 0.5))} ms，最慢 ${ms(Math.max(...firstMs))} ms（目标 ≤ 1500 ms），为同时测得的今日冷启动的 ${ratio.toFixed(2)} 倍，CPU 放慢 ${cpuSlowdown} 倍`,
      `${signCount} 块招牌拖动地图：每帧主线程 中位 ${ms(percentile(perFrameMs, 0.5))} ms，最慢一次拖动 ${ms(Math.max(...perFrameMs))} ms（目标 ≤ 33 ms），最长任务 ${ms(longestTaskMs)} ms`,
      `值班室地图画出 20000 块招牌：主线程 中位 ${ms(percentile(drawnMs, 0.5))} ms，最慢 ${ms(Math.max(...drawnMs))} ms，为同时测得的 ${signCount} 块拖动每帧的 ${perPan.toFixed(0)} 倍，CPU 放慢 ${cpuSlowdown} 倍`,
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
