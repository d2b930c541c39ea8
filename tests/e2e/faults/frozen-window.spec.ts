import { expect } from '@playwright/test'
import {
  damagedJpeg,
  noteField,
  openFinding,
  giveToCamera,
  photosOf,
  saveButton,
  expectSaved,
  anyCategory,
} from '../../support/finding-form.ts'
import { chooseCategory, lightOf, makeReady } from '../../support/morning.ts'
import { openOffice } from '../../support/office-view.ts'
import { test } from '../../support/sample-bureau-test.ts'

/** Longer than a window that passes is silent while it is awake. */
const laterMs = 80_000

test('[FAULT-22] the window that is sending freezes: another one sends, and nothing is doubled when the first wakes', async ({
  page,
  context,
  line,
  bureau,
}) => {
  await makeReady(page, line.url, '1001')
  line.setFault('down')
  await openFinding(page, line.url)
  await noteField(page).fill('冻结')
  await giveToCamera(page, damagedJpeg(60_000, 7))
  await expect(photosOf(page)).toHaveCount(1)
  await chooseCategory(page, anyCategory)
  await saveButton(page).click()
  await expectSaved(page)
  await page.goto(`${line.url}/sync`)
  line.setFault('hang', { path: '/api/parts/', times: 1 })
  await expect(async () => {
    if (line.hanging() === 0) await page.getByRole('button', { name: '立即同步' }).click({ timeout: 1_000 })
    await expect.poll(() => line.hanging(), { timeout: 3_000 }).toBe(1)
  }).toPass({ timeout: 25_000 })
  const devtools = await context.newCDPSession(page)
  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' })

  const second = await context.newPage()
  await second.clock.install({ time: Date.now() + laterMs })
  await second.goto(`${line.url}/sync`)
  await expect(lightOf(second)).toContainText('可以离岗')
  const office = await openOffice(bureau.url)
  const [sent] = await office.casesWith('冻结')
  expect(await office.photoHashes(sent!.caseId)).toHaveLength(1)

  await devtools.send('Page.setWebLifecycleState', { state: 'active' })
  await page.bringToFront()
  await expect(lightOf(page)).toContainText('可以离岗')
  const cases = await office.casesWith('冻结')
  expect(cases.map(({ photosStored }) => photosStored)).toEqual([1])
})
