import { expect, test } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addDays, localDate, weekdayOf } from '../../../src/domain/duty/local-day.ts'
import { signIn } from '../../support/morning.ts'
import { openPhone } from '../../support/phone-browser.ts'
import { sampleDataDir } from '../../support/sample-data-dir.ts'
import { freePort, startServerProcess } from '../../support/server-process.ts'

/** So far ahead that the sample bureau has planned nothing. */
const weeksAhead = 6

function comingMonday(): string {
  const today = localDate(Date.now(), 'Asia/Shanghai')
  return addDays(today, 1 - weekdayOf(today) + 7 * weeksAhead)
}

test('the week by person is the week of the posts: planned there by hand and by key, checked alike, and printed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'xunhu-people-'))
  const server = await startServerProcess({
    dataDir: await sampleDataDir(join(folder, 'data')),
    port: await freePort(),
  })
  const { page, close } = await openPhone({
    profileDir: join(folder, 'office'),
    viewport: { width: 1366, height: 768 },
  })
  const monday = comingMonday()
  const dayOf = (person: string, days = 0) =>
    page.locator(`tr[data-person="${person}"] td[data-day="${addDays(monday, days)}"]`)
  const shiftsOf = (person: string, days = 0) => dayOf(person, days).locator('.block')
  try {
    await signIn(page, server.url, '2001')
    await page.getByRole('button', { name: /^(开始|先进入)$/ }).click()
    await page.getByRole('link', { name: '排班' }).click()
    for (let weeks = 0; weeks < weeksAhead; weeks += 1) await page.getByRole('button', { name: '下一周' }).click()
    await page.getByRole('button', { name: '按人员' }).click()

    await dayOf('p-1001').getByRole('button', { name: /^给/ }).click()
    await page.getByRole('region', { name: '选一个班次' }).getByRole('button').first().click()
    await expect(shiftsOf('p-1001')).toHaveCount(1)
    await expect(page.getByRole('button', { name: /不足两人/ })).toHaveCount(1)

    await shiftsOf('p-1001').dragTo(dayOf('p-1002'))
    await expect(shiftsOf('p-1001')).toHaveCount(0)
    await expect(shiftsOf('p-1002')).toHaveCount(1)

    await shiftsOf('p-1002').focus()
    await shiftsOf('p-1002').click()
    await page.keyboard.press('Control+c')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Control+v')
    await expect(shiftsOf('p-1002', 1)).toHaveCount(1)
    await page.keyboard.press('Control+z')
    await expect(shiftsOf('p-1002', 1)).toHaveCount(0)
    await page.keyboard.press('Control+v')

    await page.emulateMedia({ media: 'print' })
    await expect(dayOf('p-1002').getByRole('button', { name: /^给/ })).toBeHidden()
    await expect(shiftsOf('p-1002')).toBeVisible()
    await page.emulateMedia({ media: 'screen' })

    await page.getByRole('button', { name: '按岗位' }).click()
    const blocks = page.locator('[data-block]', { hasText: '队员乙' })
    await expect(blocks).toHaveCount(2)

    await page.emulateMedia({ media: 'print' })
    await expect(blocks.first()).toBeVisible()
    await expect(page.getByRole('link', { name: '待办' })).toBeHidden()
    await page.emulateMedia({ media: 'screen' })
  } finally {
    await close()
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
})
