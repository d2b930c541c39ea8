import { expect, type Page } from '@playwright/test'
import { takePhoto } from '../morning.ts'

/** What a unit does with its tasks, on its phone. */

export async function openTask(page: Page, caseId: string): Promise<void> {
  await page.goto(`${new URL(page.url()).origin}/tasks`)
  await page.locator(`a[href="/tasks/${caseId}"]`).click()
}

export async function accept(page: Page): Promise<void> {
  await page.getByRole('button', { name: '接收', exact: true }).click()
  await expect(page.getByRole('button', { name: '处置完成', exact: true })).toBeVisible()
}

export async function finish(page: Page, picture: Buffer): Promise<void> {
  await page.getByRole('button', { name: '处置完成', exact: true }).click()
  await takePhoto(page, { name: 'after.jpg', buffer: picture }, 1)
  await page.getByRole('button', { name: '已清理干净' }).click()
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByText('已保存', { exact: true })).toBeVisible()
  await expect(page.getByRole('heading', { name: '任务', exact: true })).toBeVisible()
}

/** Opens one of the forms of the task, and sends it filled in. */
export async function ask(page: Page, act: string, save: string, fillIn: () => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: act, exact: true }).click()
  await expect(page.getByRole('heading', { name: act, exact: true })).toBeVisible()
  await fillIn()
  await page.getByRole('button', { name: save, exact: true }).click()
  await expect(page.getByText('已保存', { exact: true })).toBeVisible()
}

/** Sends what is on the phone, and says that all of it has arrived. */
export async function allArrives(page: Page): Promise<void> {
  await page.goto(`${new URL(page.url()).origin}/sync`)
  // Where the line was down, a photo would wait for its next try by itself.
  await page.getByRole('button', { name: '立即同步' }).click()
  await expect(page.getByTestId('departure-light')).toContainText('可以离岗', { timeout: 60_000 })
}
