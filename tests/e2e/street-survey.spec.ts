import { expect } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CaseListResponse } from '../../src/protocol/office.ts'
import { lightOf, makeReady, signIn } from '../support/morning.ts'
import { readPhoneTable } from '../support/phone-database.ts'
import { openPhone } from '../support/phone-browser.ts'
import { test } from '../support/sample-bureau-test.ts'
import { answer, openSurvey, registerSign, restIsNormal, saveSurvey, takePhotos } from '../support/street-survey.ts'

/** Far from every street and school of the sample: what is registered here is near nothing. */
const openGround = { latitude: 32.7, longitude: 117.1 }

test('a surveyor without network surveys a street, is killed once, and the office has the register with grades, and cases with limits and photos', async ({
  line,
}) => {
  const sinceMs = Date.now()
  const folder = await mkdtemp(join(tmpdir(), 'xunhu-street-'))
  const profileDir = join(folder, 'phone')
  let phone = await openPhone({ profileDir, place: openGround })
  await makeReady(phone.page, line.url, '1001')
  await expect.poll(async () => (await readPhoneTable(phone.page, 'p-1001', 'signs')).length).toBeGreaterThan(20)
  // Closed once as a person closes it: the browser writes the session down some seconds after it was given.
  await phone.close()
  phone = await openPhone({ profileDir, place: openGround })
  line.setFault('down')
  await phone.page.goto(`${line.url}/today`)

  // A sign of the register, in which nothing is found.
  await openSurvey(phone.page)
  await phone.page.locator('[data-sign]').first().click()
  await phone.page.getByRole('button', { name: '开始排雷' }).click()
  await expect(phone.page.getByText(/还有 \d+ 项没有答/)).toBeVisible()
  await restIsNormal(phone.page)
  await takePhotos(phone.page, 2)
  await saveSurvey(phone.page)
  await expect(phone.page.getByText('未发现明显隐患').first()).toBeVisible()

  // A new roof sign whose fixing nobody can see: never better than 待专业检测. Killed in the middle.
  await phone.page.goto(`${line.url}/signs/new`)
  await registerSign(phone.page, { content: '示例大楼', type: '楼顶广告', width: '12', height: '4', bottom: '20' })
  await answer(phone.page, 'GG-S04', '看不到')
  await takePhotos(phone.page, 1)
  const form = phone.page.url()
  await expect
    .poll(async () => JSON.stringify(await readPhoneTable(phone.page, 'p-1001', 'drafts')))
    .toContain('"GG-S04":"NV"')
  await phone.kill()
  phone = await openPhone({ profileDir, place: openGround })
  await phone.page.goto(form)
  await expect(phone.page.locator('.strip li')).toHaveCount(1)
  await expect(
    phone.page.locator('[data-item="GG-S04"]').getByRole('radio', { name: '看不到', exact: true }),
  ).toBeChecked()
  await restIsNormal(phone.page)
  await takePhotos(phone.page, 1, 1)
  await saveSurvey(phone.page)
  await expect(phone.page.getByText('待专业检测').first()).toBeVisible()

  // The same sign once more: recognised before a second form is filled.
  await phone.page.goto(`${line.url}/signs/new`)
  await phone.page.getByLabel('牌面文字').fill('示例大楼')
  await expect(phone.page.getByText(/这块牌子 \d+ 分钟前队员甲查过/)).toBeVisible()
  await phone.page.getByLabel('牌面文字').fill('招租')
  await expect(phone.page.getByText(/这块牌子/)).toHaveCount(0)

  // Another one, that is about to fall: what to do comes before anything else.
  await registerSign(phone.page, {
    content: '招租广告',
    type: '条幅、气模、临时',
    width: '3',
    height: '1',
    bottom: '3',
  })
  await answer(phone.page, 'GG-P01', '严重')
  await restIsNormal(phone.page)
  await takePhotos(phone.page, 4)
  await saveSurvey(phone.page)
  await expect(phone.page.getByText('拉警戒线，下方不留人')).toBeVisible()
  await expect(phone.page.getByText('险情排除时限')).toBeVisible()
  await expect(phone.page.getByRole('link', { name: /110/ })).toBeVisible()

  line.setFault('none')
  await phone.page.goto(`${line.url}/sync`)
  await expect(lightOf(phone.page)).toContainText('可以离岗', { timeout: 90_000 })
  await phone.close()

  const office = await openPhone({ profileDir: join(folder, 'office'), viewport: { width: 1366, height: 768 } })
  await signIn(office.page, line.url, '2001')
  await office.page.getByRole('button', { name: /^(开始|先进入)$/ }).click()
  const { rows } = (await office.page.evaluate(async () =>
    (await fetch('/api/office/cases?limit=50')).json(),
  )) as CaseListResponse
  const opened = rows.filter(({ reportedAt }) => Date.parse(reportedAt) >= sinceMs)
  expect(opened.map(({ severity, photosStored, dueAt }) => [severity, photosStored, typeof dueAt])).toEqual([
    ['critical', 4, 'string'],
    ['general', 2, 'string'],
  ])
  await office.page.getByRole('link', { name: '招牌' }).click()
  await expect(office.page.locator('tr[data-sign]').first()).toContainText('招租广告')
  await expect(office.page.locator('tr[data-sign]').first()).toContainText('重大')
  await office.page.getByRole('button', { name: '待专业检测 1' }).click()
  await expect(office.page.locator('tr[data-sign]')).toHaveCount(1)
  await expect(office.page.locator('tr[data-sign]')).toContainText('示例大楼')
  await office.close()
  await rm(folder, { recursive: true, force: true })
})
