import { expect } from '@playwright/test'
import {
  anyCategory,
  damagedJpeg,
  expectSaved,
  giveToCamera,
  noteField,
  openFinding,
  photosOf,
  saveButton,
} from '../../support/finding-form.ts'
import { chooseCategory, lightOf, makeReady } from '../../support/morning.ts'
import { openOffice } from '../../support/office-view.ts'
import { test } from '../../support/sample-bureau-test.ts'
import { openStoppableWindow, ownProcesses } from '../../support/window-process.ts'

const browser = process.env['TEST_BROWSER'] ?? '/usr/bin/chromium'
test.use({
  launchOptions: {
    ...(browser === 'playwright' ? {} : { executablePath: browser }),
    args: ['--disable-gpu', ownProcesses],
  },
})

/** Silence of 75 s is a frozen window's; the rest is for a busy machine. */
const takenOverWithinMs = 150_000

test('[FAULT-22] a window that freezes while it sends is relieved by another, and doubles nothing when it wakes', async ({
  context,
  page,
  line,
  bureau,
}) => {
  await makeReady(page, line.url, '1001')
  const sending = await openStoppableWindow(context, `${line.url}/today`)
  await openFinding(sending.page, line.url)
  await noteField(sending.page).fill('冻结的窗口')
  await giveToCamera(sending.page, damagedJpeg(300_000, 22))
  await expect(photosOf(sending.page)).toHaveCount(1)
  await chooseCategory(sending.page, anyCategory)
  line.setFault('down', { path: '/api/' })
  await saveButton(sending.page).click()
  await expectSaved(sending.page)
  await sending.page.goto(`${line.url}/sync`)
  // Its next call is taken and never answered: the window is in the middle of its pass when it stops.
  line.setFault('hang', { path: '/api/sync' })
  await sending.page.getByRole('button', { name: '立即同步' }).click()
  await expect.poll(line.hanging).toBe(1)
  sending.stop()
  line.setFault('none')

  await page.goto(`${line.url}/sync`)
  await expect(lightOf(page)).toContainText('还差')
  await expect(async () => {
    await page.getByRole('button', { name: '立即同步' }).click()
    await expect(lightOf(page)).toContainText('可以离岗', { timeout: 5_000 })
  }).toPass({ timeout: takenOverWithinMs })
  const office = await openOffice(bureau.url)
  expect(await office.casesWith('冻结的窗口')).toHaveLength(1)

  sending.goOn()
  await sending.page.goto(`${line.url}/sync`)
  await sending.page.getByRole('button', { name: '立即同步' }).click()
  await expect(lightOf(sending.page)).toContainText('可以离岗')
  expect(await office.casesWith('冻结的窗口')).toMatchObject([{ photosExpected: 1, photosStored: 1 }])
})
