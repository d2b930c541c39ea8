import { expect, type Page } from '@playwright/test'
import { room } from './desk.ts'
import { rosterWorkbook } from './roster-workbook.ts'

const excel = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The squad's own Excel, looked at, put into the roster and published. */
export async function publishRoster(
  page: Page,
  dates: readonly string[],
  posts: Parameters<typeof rosterWorkbook>[1],
): Promise<void> {
  const shifts = dates.length * posts.length
  await room(page, '排班')
  const file = { name: '排班.xlsx', mimeType: excel, buffer: await rosterWorkbook(dates, posts) }
  await page.locator('input[type=file]').setInputFiles(file)
  await expect(page.getByText(new RegExp(`^看懂 ${shifts} 班（岗位 × 日期）.*新增 ${shifts} 班`))).toBeVisible()
  await page.getByRole('button', { name: '放入排班' }).click()
  await page.getByRole('button', { name: `发布 ${shifts} 项改动` }).click()
  await expect(page.getByText('已发布，手机下次同步时收到')).toBeVisible()
}
