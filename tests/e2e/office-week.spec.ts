import { expect, test } from '@playwright/test'
import { drawnJpeg } from '../support/drawn-photos.ts'
import { noteField, openFinding } from '../support/finding-form.ts'
import { arrive, chooseCategory, takePhoto } from '../support/morning.ts'
import { act, dispatchTo, openWaiting, room } from '../support/week/desk.ts'
import { rosterWorkbook } from '../support/week/roster-workbook.ts'
import { accept, allArrives, finish, openTask } from '../support/week/task.ts'
import { readWeekDatabase } from '../support/week/week-database.ts'
import { openWeek } from '../support/week/week.ts'

const days = ['2026-11-09', '2026-11-10', '2026-11-11', '2026-11-12', '2026-11-13']
const east = '示例队员一、示例协管一'
const west = '示例队员二、示例协管二'

test('a week of the office: from the squad’s own roster to what is struck off', async ({ browser }) => {
  const week = await openWeek(browser, '2026-11-06T15:00:00+08:00')
  const database = readWeekDatabase(week.databaseFile)
  const picture = await drawnJpeg({ widthPx: 800, heightPx: 600, hue: 20 })
  try {
    const captain = await week.office('5100')
    await room(captain, '排班')
    const workbook = await rosterWorkbook(days, [
      ['示例新区一小 东门 到校', east],
      ['示例新区一小 西门 到校', west],
      ['示例新区一小 东门 离校', east],
      ['示例新区一小 西门 离校', west],
    ])
    await captain.locator('input[type=file]').setInputFiles({
      name: '排班.xlsx',
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      buffer: workbook,
    })
    await expect(captain.getByText(/^看懂 20 班（岗位 × 日期）.*新增 20 班/)).toBeVisible()
    await captain.getByRole('button', { name: '放入排班' }).click()
    await captain.getByRole('button', { name: '发布 20 项改动' }).click()
    await expect(captain.getByText('已发布，手机下次同步时收到')).toBeVisible()
    expect(database.count(`SELECT count(*) FROM assignment WHERE collection = 'shifts'`)).toBe(20)

    const first = await week.phone('5101')
    await week.turnTo('2026-11-09T07:32:00+08:00')
    await arrive(first)
    await openFinding(first, week.url)
    await takePhoto(first, { name: 'scene.jpg', buffer: picture }, 1)
    await noteField(first).fill('周一店外')
    await chooseCategory(first, '店外经营')
    await first.getByRole('button', { name: '保存', exact: true }).click()
    await expect(first.getByText('已保存', { exact: true })).toBeVisible()
    await allArrives(first)

    const shopOverflow = database.caseWith('周一店外')
    await openWaiting(captain, 'toFile', shopOverflow)
    await act(captain, 'case.filed')
    await act(captain, 'case.dispatched', dispatchTo('示例一中队', '示例队员一'))
    await first.goto(`${week.url}/today`)
    await openTask(first, shopOverflow)
    await accept(first)
    await finish(first, picture)
    await allArrives(first)
    await openWaiting(captain, 'toCheck', shopOverflow)
    await act(captain, 'case.checked')
  } finally {
    await week.close()
  }
})
