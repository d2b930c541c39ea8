import { expect } from '@playwright/test'
import { caseDesk } from '../../../src/app/texts/zh-CN/case-desk.ts'
import { arrive } from '../morning.ts'
import { enterComplaint } from './complaint-desk.ts'
import { act, dispatchTo, openInLedger, openWaiting, pick } from './desk.ts'
import { report } from './report.ts'
import { publishRoster } from './roster-desk.ts'
import { accept, allArrives, ask, finish, openTask } from './task.ts'
import type { Cast } from './cast.ts'

const days = ['2026-11-09', '2026-11-10', '2026-11-11', '2026-11-12', '2026-11-13']
const east = '示例队员一、示例协管一'
const west = '示例队员二、示例协管二'

/** A Friday: the squad’s own Excel for the week to come, looked at and published. */
export async function importRoster({ database, captain }: Cast): Promise<void> {
  await publishRoster(captain, days, [
    ['示例新区一小 东门 到校', east],
    ['示例新区一小 西门 到校', west],
    ['示例新区一小 东门 离校', east],
    ['示例新区一小 西门 离校', west],
  ])
  expect(database.count(`SELECT count(*) FROM assignment WHERE collection = 'shifts'`)).toBe(20)
}

/** Monday: found on a phone, filed, dispatched, handled on it, struck off by the captain. */
export async function workOneCase({ week, picture, captain, first, of }: Cast): Promise<void> {
  await week.turnTo('2026-11-09T07:32:00+08:00')
  await arrive(first)
  await report(first, '店外', '店外经营', picture)
  await allArrives(first)
  await openWaiting(captain, 'toFile', of('店外'))
  await act(captain, 'case.filed')
  await act(captain, 'case.dispatched', dispatchTo('示例一中队', '示例队员一'))
  await openTask(first, of('店外'))
  await accept(first)
  await finish(first, picture)
  await allArrives(first)
  await openWaiting(captain, 'toCheck', of('店外'))
  await act(captain, 'case.checked')
  await enterComplaint(captain, { summary: '校门口占道', place: '示例新区一小北侧' })
}

/** Monday: rejected, voided, supervised, reworked after a check, and extended. */
export async function workMore({
  picture,
  captain,
  command,
  inspector,
  first,
  officer,
  desk,
  of,
}: Cast): Promise<void> {
  for (const note of ['返工', '移送', '延期', '不属', '督办', '误报']) await officer.reports(note)
  await openWaiting(command, 'toFile', of('不属'))
  await act(command, 'case.rejected', pick('不属于城管职责'))
  await openWaiting(captain, 'toFile', of('误报'))
  await act(captain, 'case.voided', pick('误操作'))
  await openInLedger(inspector, of('督办'))
  await act(inspector, 'case.supervised', pick('涉校安全'))
  for (const note of ['返工', '移送', '延期', '校门口占道']) {
    await desk.files(of(note))
    await desk.dispatches(of(note), 'squad-1')
    await officer.accepts(of(note))
  }
  await officer.handles(of('返工'), picture)
  await openWaiting(inspector, 'toCheck', of('返工'))
  await act(inspector, 'case.checked', async (form) => {
    await form.getByLabel(caseDesk.check.result).selectOption({ label: caseDesk.check.results.failed })
    await pick('现场未恢复')(form)
  })
  await openTask(first, of('返工'))
  await expect(first.getByText('返工：现场未恢复')).toBeVisible()
  await finish(first, picture)
  await openTask(first, of('延期'))
  await ask(first, '申请延期', '提交申请', async () => {
    await first.getByRole('button', { name: '当事人外出' }).click()
    await first.getByRole('button', { name: '+1 个工作日' }).click()
  })
  await allArrives(first)
  await openWaiting(captain, 'toDecide', of('延期'))
  await act(captain, 'case.extensionDecided')
  await openWaiting(inspector, 'toCheck', of('返工'))
  await act(inspector, 'case.checked')
}
