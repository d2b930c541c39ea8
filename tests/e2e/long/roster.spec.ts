import { expect, test } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addDays, localDate, weekdayOf } from '../../../src/domain/duty/local-day.ts'
import type { Shift } from '../../../src/domain/duty/shift.ts'
import { makeReady, signIn } from '../../support/morning.ts'
import { openPhone } from '../../support/phone-browser.ts'
import { readPhoneTable } from '../../support/phone-database.ts'
import { sampleDataDir } from '../../support/sample-data-dir.ts'
import { freePort, startServerProcess } from '../../support/server-process.ts'

/** Monday after next: nothing of it has begun, whatever day the test runs on. */
function comingMonday(): string {
  const today = localDate(Date.now(), 'Asia/Shanghai')
  return addDays(today, 15 - weekdayOf(today))
}

/** Session and people of the day's shifts at schools, as the phone has them. */
const schoolShiftsOn = (date: string, rows: readonly unknown[]): readonly (readonly string[])[] =>
  (rows as readonly { readonly collection: string; readonly data: Shift }[])
    .filter(({ collection, data }) => collection === 'shifts' && data.date === date && data.schoolId && !data.drill)
    .map(({ data }) => [data.session, ...data.assignees])

test('a squad’s own table is mended, published, on the phone of the one it names, and the office sees that it was seen', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'xunhu-roster-'))
  const server = await startServerProcess({
    dataDir: await sampleDataDir(join(folder, 'data')),
    port: await freePort(),
  })
  const office = await openPhone({ profileDir: join(folder, 'office'), viewport: { width: 1366, height: 768 } })
  const phone = await openPhone({ profileDir: join(folder, 'phone') })
  const { page } = office
  const monday = comingMonday()
  const table = `日期,学校,岗位,时段,人员\n${monday},示例一小,东门,到校,队员甲\n`
  try {
    await makeReady(phone.page, server.url, '1001')
    await signIn(page, server.url, '2001')
    await page.getByRole('button', { name: /^(开始|先进入)$/ }).click()
    await page.getByRole('link', { name: '排班' }).click()
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: '排班.csv', mimeType: 'text/csv', buffer: Buffer.from(table) })
    await page.getByRole('button', { name: '放入排班' }).click()
    await page.getByRole('button', { name: /不足两人/ }).click()
    await page.getByRole('checkbox', { name: '协管员甲' }).check()
    await page.getByRole('button', { name: /^发布/ }).click()
    await expect(page.getByText('已发布，手机下次同步时收到')).toBeVisible()
    await expect
      .poll(async () => schoolShiftsOn(monday, await readPhoneTable(phone.page, 'p-1001', 'assignments')))
      .toEqual([['arrival', 'p-1001', 'p-1101']])
    await phone.page.getByRole('link', { name: /^▲? ?排班有 \d+ 处没看过/ }).click()
    await phone.page.getByRole('button', { name: '全部知悉' }).click()
    await expect(phone.page.getByText('✓ 已知悉，已保存在本机')).toBeVisible()
    await expect(page.getByRole('button', { name: /队员甲、协管员甲.*知悉 1\/2/ }).first()).toBeVisible()
  } finally {
    await office.close()
    await phone.close()
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
})
