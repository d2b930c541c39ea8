import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startFaultProxy, type FaultProxy } from '../fault-proxy.ts'
import { makeReady, signIn } from '../morning.ts'
import { freePort, startServerProcess, type ServerProcess } from '../server-process.ts'
import { eastGate, foundBureau, type Gate, type WeekNumber } from './week-bureau.ts'

interface Seat {
  readonly page: Page
  readonly context: BrowserContext
}

/** A bureau whose days are told by the test: the server and every browser in it have the same time, and it runs on. */
export interface Week {
  readonly url: string
  readonly databaseFile: string
  /** What the phone of the second officer is connected by. */
  readonly line: FaultProxy
  /** The server comes back at that moment, and so does everybody who is signed in. */
  turnTo(moment: string): Promise<void>
  /** A desk of the office, 1366 × 768. */
  office(number: WeekNumber): Promise<Page>
  /** A phone, 360 × 740, that can work without network. */
  phone(number: WeekNumber, options?: { readonly url?: string; readonly place?: Gate }): Promise<Page>
  close(): Promise<void>
}

export async function openWeek(browser: Browser, startsAt: string): Promise<Week> {
  const dataDir = await mkdtemp(join(tmpdir(), 'xunhu-week-'))
  const port = await freePort()
  const seats = new Map<string, Seat>()
  let now = startsAt
  const start = (): Promise<ServerProcess> =>
    startServerProcess({ dataDir, port, env: { SAMPLE: '0', CLOCK_START: now } })
  let server = await start()
  await foundBureau(server).catch(async (failure: unknown) => {
    await server.stop()
    throw failure
  })
  const line = await startFaultProxy(await freePort(), port)

  async function seat(
    number: WeekNumber,
    options: Parameters<Browser['newContext']>[0],
    enter: (page: Page) => Promise<void>,
  ): Promise<Page> {
    const known = seats.get(number)
    if (known) return known.page
    const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...options })
    await context.clock.install({ time: now })
    const page = await context.newPage()
    seats.set(number, { page, context })
    await enter(page)
    return page
  }

  return {
    url: server.url,
    databaseFile: join(dataDir, 'xunhu.sqlite'),
    line,
    turnTo: async (moment) => {
      await server.stop()
      now = moment
      server = await start()
      for (const { context, page } of seats.values()) {
        await context.clock.setSystemTime(now)
        await page.reload()
      }
    },
    office: (number) =>
      seat(number, { viewport: { width: 1366, height: 768 } }, async (page) => {
        await signIn(page, server.url, number)
        await page.getByRole('button', { name: /^(开始|先进入)$/ }).click()
        await expect(page.getByRole('navigation', { name: '巡护' })).toBeVisible()
      }),
    phone: (number, { url = server.url, place = eastGate } = {}) =>
      seat(
        number,
        {
          viewport: { width: 360, height: 740 },
          permissions: ['geolocation'],
          geolocation: { accuracy: 6, ...place },
        },
        (page) => makeReady(page, url, number),
      ),
    close: async () => {
      for (const { context } of seats.values()) await context.close()
      await line.close()
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
