import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { addDays, localDate, weekdayOf } from '../../src/domain/duty/local-day.ts'
import { drawScene } from '../../src/server/sample/draw-scene.ts'
import { atEastGate, makeReady, saveFinding, signIn, startFinding, takePhoto, tally } from '../support/morning.ts'
import { openPhone } from '../support/phone-browser.ts'
import { freePort, startServerProcess } from '../support/server-process.ts'

/** Makes the pictures of the README anew, from the sample bureau: `npm run screenshots`. */
const folder = fileURLToPath(new URL('../../docs/screenshots', import.meta.url))

/** The newest Monday to Friday before today: a day whose records are all in. */
function lastTeachingDay(): string {
  let day = addDays(localDate(Date.now(), 'Asia/Shanghai'), -1)
  while (weekdayOf(day) > 5) day = addDays(day, -1)
  return day
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: join(folder, `${name}.png`) })
}

async function shootPhone(url: string, profileDir: string): Promise<void> {
  const phone = await openPhone({ profileDir, place: atEastGate })
  const { page } = phone
  await makeReady(page, url, '1001')
  await page.getByText('演练').first().waitFor()
  await shoot(page, 'today')
  await page
    .getByRole('link', { name: '到岗', exact: true })
    .or(page.getByRole('button', { name: '到岗', exact: true }))
    .first()
    .click()
  await page.getByText('全部就绪').first().waitFor()
  await shoot(page, 'arrive')
  await page.goto(`${url}/today`)
  await page.close()
  await phone.close()
}

async function shootShift(url: string, profileDir: string): Promise<void> {
  const phone = await openPhone({ profileDir, place: atEastGate })
  const { page } = phone
  await page.goto(`${url}/today`)
  await page
    .getByRole('link', { name: '到岗', exact: true })
    .or(page.getByRole('button', { name: '到岗', exact: true }))
    .first()
    .click()
  await page.getByRole('button', { name: '到岗', exact: true }).click()
  await page.waitForURL(/\/shift\/[^/]+$/)
  await tally(page, ['vendor', 'vendor', 'parking'])
  await startFinding(page)
  const scene = await drawScene({ motif: 'vendor', light: 'day', view: 'far', settled: false })
  await takePhoto(page, { name: 'scene.jpg', buffer: scene }, 1)
  await shoot(page, 'finding')
  await saveFinding(page, '无照经营游商')
  await shoot(page, 'shift')
  await page.goto(`${url}/sync`)
  await page.getByTestId('departure-light').waitFor()
  await page.getByText('上次同步').waitFor()
  await shoot(page, 'sync')
  await phone.close()
}

async function shootOffice(url: string, profileDir: string): Promise<void> {
  const office = await openPhone({ profileDir, viewport: { width: 1366, height: 768 } })
  const { page } = office
  await signIn(page, url, '2001')
  await page.getByRole('button', { name: /^(开始|先进入)$/ }).click()
  await page.getByRole('heading', { name: '值守' }).waitFor()
  await page.getByLabel('日期').fill(lastTeachingDay())
  await page.getByRole('img').first().waitFor()
  await shoot(page, 'duty-board')
  await page.getByRole('link', { name: '台账' }).click()
  await page.getByRole('button', { name: '详情' }).first().click()
  await page.getByRole('heading', { name: '经过' }).waitFor()
  await page.waitForLoadState('networkidle')
  await shoot(page, 'ledger')
  await office.close()
}

const work = await mkdtemp(join(tmpdir(), 'xunhu-screenshots-'))
await mkdir(folder, { recursive: true })
const server = await startServerProcess({ dataDir: join(work, 'data'), port: await freePort() })
try {
  await shootPhone(server.url, join(work, 'phone'))
  await shootShift(server.url, join(work, 'phone'))
  await shootOffice(server.url, join(work, 'office'))
} finally {
  await server.stop()
  await rm(work, { recursive: true, force: true })
}
