import { expect } from '@playwright/test'
import { caseDesk } from '../../../src/app/texts/zh-CN/case-desk.ts'
import { arrive, leave, tally } from '../morning.ts'
import { act, actOnAll, dispatchTo, openInLedger, openWaiting, pick, room } from './desk.ts'
import { report } from './report.ts'
import { accept, allArrives, ask, finish, openTask } from './task.ts'
import type { Cast } from './cast.ts'

/** Tuesday: a phone without network from before its shift until the evening. */
export async function workOffline({ week, picture, captain, second, officer, of }: Cast): Promise<void> {
  week.line.setFault('down')
  await week.turnTo('2026-11-10T07:32:00+08:00')
  await second.goto(`${week.line.url}/today`)
  await arrive(second)
  await tally(second, ['vendor', 'vendor'])
  await report(second, '缓办', '店外经营', picture)
  await report(second, '另队', '占道经营', picture)
  await report(second, '错派', '占道经营', picture)
  await week.turnTo('2026-11-10T08:20:00+08:00')
  await second.goto(`${week.line.url}/today`)
  await second
    .getByText(/在岗 \d+ 分钟/)
    .first()
    .click()
  await leave(second)
  await week.turnTo('2026-11-10T17:00:00+08:00')
  week.line.setFault('none')
  await allArrives(second)
  await room(captain, '值守')
  await expect(captain.locator('[data-counts]', { hasText: '劝离摊贩 2' })).toBeVisible()
  await officer.handles(of('校门口占道'), picture)
}

/** Wednesday: filed together; to another squad, back from it, deferred, transferred. */
export async function shareOut({ week, picture, captain, command, second, third, desk, of }: Cast): Promise<void> {
  await week.turnTo('2026-11-11T09:00:00+08:00')
  await openWaiting(captain, 'toFile', of('督办'))
  await actOnAll(captain, 'toFile', 'case.filed', 4)
  for (const note of ['另队', '错派']) {
    await openWaiting(captain, 'toDispatch', of(note))
    await act(captain, 'case.dispatched', dispatchTo('示例二中队'))
  }
  await desk.dispatches(of('缓办'), 'squad-1')
  await third.goto(`${week.url}/tasks`)
  await expect(third.locator('a[href^="/tasks/"]')).toHaveCount(2)
  await openTask(third, of('另队'))
  await accept(third)
  await finish(third, picture)
  await openTask(third, of('错派'))
  await ask(third, '退回', '退回', () => third.getByRole('button', { name: '不在本中队辖区' }).click())
  await allArrives(third)
  await openTask(second, of('缓办'))
  await accept(second)
  await ask(second, '申请缓办', '提交申请', async () => {
    await second.getByLabel('办理计划').fill('分两步整改')
    await second.getByRole('button', { name: '每日巡查一次' }).click()
    await second.getByLabel('日期').fill('2026-11-20')
    await second.getByLabel('完成什么').fill('完成整改')
  })
  await allArrives(second)
  for (const page of [captain, command]) {
    await openWaiting(page, 'toDecide', of('缓办'))
    await act(page, 'case.deferralDecided')
  }
  await openInLedger(captain, of('移送'))
  await act(captain, 'case.transferred', async (form) => {
    await form.getByLabel(caseDesk.transfer.letterNo).fill('示例移〔2026〕1 号')
    await pick('市场监管局')(form)
  })
  await openWaiting(captain, 'toCheck', of('另队'))
  await act(captain, 'case.checked')
}
