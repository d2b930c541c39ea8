import { expect, type Page } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { noteField } from '../support/finding-form.ts'
import { makeReady, samplePassword } from '../support/morning.ts'
import { openPhone } from '../support/phone-browser.ts'
import { test } from '../support/sample-bureau-test.ts'

const pinField = (page: Page) => page.getByLabel('PIN', { exact: true })

async function tryPin(page: Page, pin: string): Promise<void> {
  await pinField(page).fill(pin)
  await page.getByRole('button', { name: '解锁' }).click()
}

async function setPin(page: Page, url: string, pin: string): Promise<void> {
  await page.goto(`${url}/me`)
  await page.getByLabel('新 PIN（4–8 位数字）').fill(pin)
  await page.getByLabel('再输一次').fill(pin)
  await page.getByRole('button', { name: '设置 PIN' }).click()
  await expect(page.getByText('✓ PIN 已设置')).toBeVisible()
}

/** Out of sight for so long: no driver puts a headless page there, so the page is told. */
async function putAway(page: Page, minutes: number): Promise<void> {
  await page.evaluate((awayMs) => {
    const tell = (state: DocumentVisibilityState): void => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state })
      document.dispatchEvent(new Event('visibilitychange'))
    }
    tell('hidden')
    const { now } = Date
    Date.now = () => now() + awayMs
    tell('visible')
  }, minutes * 60_000)
}

test('a found phone with a PIN shows whose it is and nothing of the work, from a cold start without network on; the PIN opens it where it was left', async ({
  line,
}) => {
  const profileDir = await mkdtemp(join(tmpdir(), 'xunhu-found-'))
  const before = await openPhone({ profileDir })
  await makeReady(before.page, line.url, '1001')
  await setPin(before.page, line.url, '7304')
  // Closed, not killed: the browser writes localStorage some seconds late.
  await before.close()

  line.setFault('down')
  const found = await openPhone({ profileDir })
  const { page } = found
  await page.goto(`${line.url}/today`)
  await expect(page.getByRole('dialog', { name: '已锁定' })).toBeVisible()
  await expect(page.getByText('队员甲 的巡护')).toBeVisible()
  // Not behind the lock either: before the first opening no screen was made.
  expect(await page.locator('body').innerText()).not.toMatch(/护学|到岗|示例一小|台账/)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(pinField(page)).toBeVisible()
  await tryPin(page, '0000')
  await expect(page.getByText('PIN 不对')).toBeVisible()
  await tryPin(page, '7304')
  await expect(page.getByRole('heading', { name: '今日' }).or(page.getByText('示例一小').first()).first()).toBeVisible()

  await page.goto(`${line.url}/finding/new`)
  await tryPin(page, '7304')
  await expect(page).toHaveURL(/\/finding\/(?!new)/)
  await noteField(page).fill('锁屏以前写的')
  await putAway(page, 6)
  await expect(page.getByRole('dialog', { name: '已锁定' })).toBeVisible()
  await expect(noteField(page)).toBeHidden()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(pinField(page)).toBeVisible()
  await tryPin(page, '7304')
  await expect(noteField(page)).toHaveValue('锁屏以前写的')

  line.setFault('none')
  await page.goto(`${line.url}/today`)
  for (let tries = 0; tries < 5; tries += 1) {
    await tryPin(page, '0000')
    await expect(page.getByRole('alert')).toContainText(tries < 4 ? 'PIN 不对' : '后再试')
  }
  await expect(page.getByRole('button', { name: '解锁' })).toBeDisabled()
  await page.getByRole('link', { name: '忘记 PIN，或换人使用' }).click()
  await page.getByLabel('工号', { exact: true }).fill('1001')
  await page.getByLabel('密码', { exact: true }).fill(samplePassword)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await expect(page).toHaveURL(/ready/)
  await page.goto(`${line.url}/me`)
  await expect(page.getByText('没有设置')).toBeVisible()
  await found.close()
  await rm(profileDir, { recursive: true, force: true })
})
