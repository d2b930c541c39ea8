import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { arrive, atEastGate, makeReady } from '../support/morning.ts'
import { openPhone } from '../support/phone-browser.ts'
import { freePort, startServerProcess } from '../support/server-process.ts'
import { signInByApi } from '../support/api-client.ts'
import { pushEntries } from './push-entries.ts'
import { measureColdStart, type ColdStart } from './cold-start.ts'
import { percentile } from './percentile.ts'

export interface PhoneFigures {
  readonly entriesOnPhone: number
  /** From the start of the navigation to today's shift painted, cold and without server, CPU slowed. */
  readonly coldStarted: readonly ColdStart[]
  /** From the tap to the number that is shown only after the strict transaction has completed, CPU slowed. */
  readonly tallyMs: readonly number[]
}

/** A cheap phone beside this machine. */
export const cpuSlowdown = 4
const wantedEntries = 10_000
const coldStarts = 5
const tallies = 60

async function slowDown(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: cpuSlowdown })
}

const entriesOnPhone = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('xunhu-p-1001')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const counting = opening.result.transaction('journal').objectStore('journal').count()
          counting.onsuccess = () => {
            opening.result.close()
            resolve(counting.result)
          }
        }
      }),
  )

const tapAndWait = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const button = document.querySelector<HTMLElement>('[data-counter="vendor"]')!
        const count = button.querySelector('.count')!
        const began = performance.now()
        new MutationObserver((_, observer) => {
          observer.disconnect()
          resolve(performance.now() - began)
        }).observe(count, { characterData: true, childList: true, subtree: true })
        button.click()
      }),
  )

async function measureTallies(profileDir: string, url: string): Promise<readonly number[]> {
  const phone = await openPhone({ profileDir, place: atEastGate })
  try {
    await phone.page.goto(`${url}/today`)
    await arrive(phone.page)
    await phone.page.getByText('快速计数').first().click()
    await slowDown(phone.page)
    const samples: number[] = []
    for (let index = 0; index < tallies; index += 1) samples.push(await tapAndWait(phone.page))
    return samples
  } finally {
    await phone.close()
  }
}

export async function measurePhone(): Promise<PhoneFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'xunhu-bench-'))
  const profileDir = join(folder, 'phone')
  const server = await startServerProcess({ dataDir: join(folder, 'data'), port: await freePort() })
  try {
    await pushEntries(await signInByApi(server.url, '1003'), wantedEntries)
    const filled = await openPhone({ profileDir })
    await makeReady(filled.page, server.url, '1001')
    // As on every start but the first: 今日 was seen before.
    await filled.page.waitForFunction(() => Object.keys(localStorage).some((key) => key.startsWith('xunhu.days.')))
    const held = await entriesOnPhone(filled.page)
    await filled.close()
    await server.stop()
    const coldStarted: ColdStart[] = []
    for (let index = 0; index < coldStarts; index += 1)
      coldStarted.push(await measureColdStart(profileDir, server.url, cpuSlowdown))
    return {
      entriesOnPhone: held,
      coldStarted,
      tallyMs: await measureTallies(profileDir, server.url),
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const medianAndMost = (samples: readonly number[]): string =>
  `中位 ${Math.round(percentile(samples, 0.5))} ms，最慢 ${Math.round(Math.max(...samples))} ms`

export const summary = ({ entriesOnPhone: held, coldStarted, tallyMs }: PhoneFigures): readonly string[] => [
  `手机上的记录 ${held} 条，CPU 放慢 ${cpuSlowdown} 倍`,
  `离线冷启动到看见今日班次：${medianAndMost(coldStarted.map(({ shiftMs }) => shiftMs))}（目标 ≤ 1000 ms）`,
  `离线冷启动到今日可以操作：${medianAndMost(coldStarted.map(({ buttonsMs }) => buttonsMs))}`,
  `计数落盘：中位 ${Math.round(percentile(tallyMs, 0.5))} ms，p95 ${Math.round(percentile(tallyMs, 0.95))} ms（目标 ≤ 100 ms）`,
]
