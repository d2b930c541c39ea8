import { expect, type Page } from '@playwright/test'

/** The steps of an officer's morning, by the labels on the screens. */

export const samplePassword = 'shili-2026'

/** Where the sample bureau's drill is held: the east gate of 示例一小. */
export const atEastGate = { latitude: 32.640988, longitude: 117.016053 } as const

export async function signIn(page: Page, url: string, number: string): Promise<void> {
  await page.goto(`${url}/login`)
  await page.getByLabel('工号', { exact: true }).fill(number)
  await page.getByLabel('密码', { exact: true }).fill(samplePassword)
  await page.getByRole('button', { name: '登录', exact: true }).click()
}

/** Signs in on a phone and waits until it says that it can work without network. */
export async function makeReady(page: Page, url: string, number: string): Promise<void> {
  await signIn(page, url, number)
  await expect(page.getByRole('heading', { name: '离线可用' })).toBeVisible({ timeout: 60_000 })
  await page.getByRole('button', { name: '开始', exact: true }).click()
}

export async function arrive(page: Page): Promise<void> {
  await page
    .getByRole('link', { name: '到岗', exact: true })
    .or(page.getByRole('button', { name: '到岗', exact: true }))
    .first()
    .click()
  await expect(page).toHaveURL(/\/arrive/)
  await page.getByRole('button', { name: '到岗', exact: true }).click()
  await expect(page).toHaveURL(/\/shift\/[^/]+$/, { timeout: 20_000 })
}

const shiftButton = (page: Page, name: string) =>
  page
    .getByRole('link', { name, exact: true })
    .or(page.getByRole('button', { name, exact: true }))
    .first()

/** Opens the shift's checklist, fails one item, passes the rest of its group, saves. */
export async function checkWithOneFailure(page: Page, itemId: string): Promise<void> {
  await shiftButton(page, '开始检查').click()
  const chooser = page
    .getByRole('button', { name: /护学/ })
    .or(page.getByRole('link', { name: /护学/ }))
    .first()
  await chooser.click()
  await expect(page).toHaveURL(/\/checklist\/HX/)
  await page.locator(`[data-item="${itemId}"]`).getByRole('radio', { name: '不合格' }).click()
  await page.getByRole('button', { name: '本组其余合格' }).first().click()
  await page.getByRole('button', { name: /^保存/ }).click()
  await expect(page.getByText(/已保存/)).toBeVisible()
  await page.getByRole('button', { name: '返回' }).click()
}

export async function tally(page: Page, counters: readonly string[]): Promise<void> {
  await shiftButton(page, '快速计数').click()
  for (const counter of counters) {
    const button = page.locator(`[data-counter="${counter}"]`)
    const before = Number(await button.locator('.count').textContent())
    await button.click()
    await expect(button.locator('.count')).toHaveText(String(before + 1))
  }
  await page.getByRole('button', { name: '返回' }).click()
}

export async function takePhoto(
  page: Page,
  file: { readonly name: string; readonly buffer: Buffer },
  shown: number,
): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: '拍照', exact: true }).click()
  await (await chooser).setFiles({ ...file, mimeType: 'image/jpeg' })
  await expect(page.locator('.strip li')).toHaveCount(shown, { timeout: 30_000 })
}

export async function startFinding(page: Page): Promise<void> {
  await shiftButton(page, '上报问题').click()
  await expect(page).toHaveURL(/\/finding\/(?!new)/)
}

/** By the search, as for a category that is none of the likely ones: which those are depends on the day. */
export async function chooseCategory(page: Page, label: string): Promise<void> {
  await page.getByRole('searchbox', { name: '搜索类别，可用拼音首字母' }).fill(label)
  await page.getByRole('radio', { name: label, exact: true }).click()
  await expect(page.getByRole('radio', { name: label, exact: true })).toBeChecked()
}

export async function saveFinding(page: Page, category: string): Promise<void> {
  await chooseCategory(page, category)
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByText('已保存', { exact: true })).toBeVisible()
  await expect(page).toHaveURL(/\/shift\/[^/]+$/, { timeout: 20_000 })
}

export async function leave(page: Page): Promise<void> {
  await shiftButton(page, '离岗').click()
  await expect(page).toHaveURL(/\/leave/)
  await page.getByRole('button', { name: '离岗', exact: true }).click()
}

export const lightOf = (page: Page) => page.getByTestId('departure-light')
