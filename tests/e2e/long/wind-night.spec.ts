import { expect, type Page } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SignListResponse } from '../../../src/protocol/office.ts'
import { signInByApi } from '../../support/api-client.ts'
import { atEastGate, lightOf, makeReady, signIn } from '../../support/morning.ts'
import { openPhone } from '../../support/phone-browser.ts'
import { readPhoneTable } from '../../support/phone-database.ts'
import { test } from '../../support/sample-bureau-test.ts'
import { restIsNormal, saveSurvey } from '../../support/street-survey.ts'

const hourMs = 3_600_000

interface Row {
  readonly id: string
  readonly scope: string
}
const signsOn = async (page: Page, person: string): Promise<readonly Row[]> =>
  (await readPhoneTable(page, person, 'signs')) as readonly Row[]

async function syncNow(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/sync`)
  await page.getByRole('button', { name: '立即同步' }).click()
  await expect(lightOf(page)).toContainText('可以离岗')
}

/** The sheet of a crew in the office: how many are left of how many. */
async function leftOf(office: Page, crew: string): Promise<readonly number[]> {
  const heading = await office.locator(`[data-crew="${crew}"] h2`).textContent()
  return [...(heading ?? '').matchAll(/(\d+) 块/g)].map(([, n]) => Number(n))
}

test('a captain warns of 橙, splits the night’s route between her squad and another one, counts what comes back, and E3 signs are due within 48 hours of the end', async ({
  page: office,
  line,
  bureau,
}) => {
  await office.setViewportSize({ width: 1366, height: 900 })
  const folder = await mkdtemp(join(tmpdir(), 'xunhu-wind-'))
  const own = await openPhone({ profileDir: join(folder, 'own'), place: atEastGate })
  const lent = await openPhone({ profileDir: join(folder, 'lent'), place: atEastGate })
  await makeReady(own.page, line.url, '1001')
  await makeReady(lent.page, line.url, '1004')
  expect((await signsOn(lent.page, 'p-1004')).every(({ scope }) => scope === 'squad-2')).toBe(true)

  // The office warns, splits by street, and publishes.
  await signIn(office, bureau.url, '2001')
  await expect(office).toHaveURL(/ready|today|office/)
  await office.goto(`${bureau.url}/office/signs/wind`)
  await office.getByLabel('预警等级').selectOption({ label: '橙色' })
  await office.getByRole('button', { name: '发布', exact: true }).click()
  await expect(office.getByText('大风橙色预警生效')).toBeVisible()
  await office.getByLabel('分成几组').fill('2')
  await office.getByLabel('分成几组').blur()
  await office.getByLabel('第 2 组的中队').selectOption('squad-2')
  await office.getByRole('button', { name: '发布分组' }).click()
  await expect(office.locator('[data-crew="第 2 组"]')).toBeVisible()
  const before = await leftOf(office, '第 2 组')
  expect(before[0]).toBeGreaterThan(0)
  expect(before[0]).toBe(before[1])

  // Both phones fetch their part and lose the line.
  await syncNow(own.page, line.url)
  await syncNow(lent.page, line.url)
  const lentSigns = async () => (await signsOn(lent.page, 'p-1004')).filter(({ scope }) => scope === 'squad-1').length
  await expect.poll(lentSigns).toBe(before[1])
  line.setFault('down')
  await own.page.goto(`${line.url}/signs/wind`)
  await expect(own.page.getByRole('heading', { name: /^第 1 组 · 还剩 \d+ 块/ })).toBeVisible()
  await expect(own.page.getByText(/^等级 \d × 高度/).first()).toBeVisible()
  await lent.page.goto(`${line.url}/signs/wind`)
  await expect(
    lent.page.getByRole('heading', { name: `第 2 组 · 还剩 ${before[0]} 块，共 ${before[1]} 块` }),
  ).toBeVisible()
  await expect(lent.page.locator('main li')).toHaveCount(before[1] ?? -1)

  // The lent crew surveys its first stop, which is struck off at once.
  await lent.page.locator('main li a').first().click()
  await lent.page.getByRole('button', { name: '开始排雷' }).click()
  await expect(lent.page.getByText(/还有 \d+ 项没有答/)).toBeVisible()
  await restIsNormal(lent.page)
  await saveSurvey(lent.page)
  await lent.page.goto(`${line.url}/signs/wind`)
  await expect(lent.page.getByText('✓ 已排雷')).toHaveCount(1)

  // Back on the line, the office counts it.
  line.setFault('none')
  await syncNow(lent.page, line.url)
  await expect.poll(() => leftOf(office, '第 2 组')).toEqual([(before[0] ?? 0) - 1, before[1]])

  // The wind is over: what was lent goes, and every E3 sign not surveyed since is due within 48 hours.
  await office.getByRole('button', { name: '解除', exact: true }).click()
  await expect(office.getByText('没有大风预警')).toBeVisible()
  await expect(office.locator('[data-crew="第 2 组"]')).toHaveCount(0)
  await syncNow(lent.page, line.url)
  await expect.poll(lentSigns).toBe(0)
  const captain = await signInByApi(bureau.url, '2001')
  const { rows } = (await captain.get('/api/office/signs?limit=200')) as SignListResponse
  const crowded = rows.filter(({ exposure }) => exposure === 'E3')
  expect(crowded.length).toBeGreaterThan(0)
  for (const { recheckBy } of crowded) {
    const aheadMs = Date.parse(recheckBy ?? '') - Date.now()
    expect(aheadMs).toBeGreaterThan(47 * hourMs)
    expect(aheadMs).toBeLessThanOrEqual(48 * hourMs)
  }
  await office.goto(`${bureau.url}/office/signs`)
  await expect(office.getByText('大风后复查').first()).toBeVisible()
  await own.close()
  await lent.close()
  await rm(folder, { recursive: true, force: true })
})
