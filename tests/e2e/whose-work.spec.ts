import { expect } from '@playwright/test'
import { recordFinding } from '../support/finding-form.ts'
import { lightOf, makeReady, signIn } from '../support/morning.ts'
import { openOffice } from '../support/office-view.ts'
import { readPhoneTable } from '../support/phone-database.ts'
import { test } from '../support/sample-bureau-test.ts'

test('[FAULT-21] work after the session has ended waits for its own author, and for nobody else', async ({
  context,
  page,
  line,
  bureau,
}) => {
  await makeReady(page, line.url, '1001')
  await context.clearCookies()
  line.setFault('down')
  const notes = ['第一处', '第二处', '第三处']
  for (const note of notes) await recordFinding(page, line.url, note)
  await page.goto(`${line.url}/sync`)
  line.setFault('none')
  const syncNow = page.getByRole('button', { name: '立即同步' })
  await syncNow.click()
  await expect(page.getByText('登录已过期，记录都在本机')).toBeVisible()
  await expect(lightOf(page)).toContainText('还差 3 条记录')

  await page.getByRole('link', { name: '重新登录' }).click()
  await expect(page.getByLabel('工号', { exact: true })).toBeVisible()
  await signIn(page, line.url, '1002')
  await expect(page).toHaveURL(/ready/)
  await page.goto(`${line.url}/sync`)
  await syncNow.click()
  await expect(lightOf(page)).toContainText('可以离岗')
  const office = await openOffice(bureau.url)
  for (const note of notes) expect(await office.casesWith(note)).toEqual([])
  expect(JSON.stringify(await readPhoneTable(page, 'p-1002', 'journal'))).not.toContain('第一处')

  await page.goto(`${line.url}/login`)
  await expect(page.getByText('本机另有队员甲 3 条未同步')).toBeVisible()
  await signIn(page, line.url, '1001')
  await expect(page).toHaveURL(/ready/)
  await page.goto(`${line.url}/sync`)
  await syncNow.click()
  await expect(lightOf(page)).toContainText('可以离岗')
  for (const note of notes) expect((await office.casesWith(note)).map((seen) => seen.reporterId)).toEqual(['p-1001'])
})
