import { expect } from '@playwright/test'
import { unit } from '../case-decisions.ts'
import { answerComplaint, followUp } from './complaint-desk.ts'
import { act, dispatchTo, openInLedger, openWaiting, pick } from './desk.ts'
import type { Cast } from './cast.ts'

export const fridayEvening = '2026-11-13T17:00:00+08:00'

/** Thursday: a case struck off is reopened, and a complaint is answered too late. */
export async function relapse({ week, captain, command, of }: Cast): Promise<void> {
  await week.turnTo('2026-11-12T09:00:00+08:00')
  await openInLedger(command, of('店外'))
  await act(command, 'case.reopened', pick('同一地点又出现'))
  await openWaiting(captain, 'toFile', of('店外'))
  await act(captain, 'case.filed')
  await act(captain, 'case.dispatched', dispatchTo('示例一中队', '示例队员一'))
  await openWaiting(captain, 'toCheck', of('校门口占道'))
  await act(captain, 'case.checked')
  await answerComplaint(captain, '校门口占道', '摊位已劝离，已安排每日巡查')
  await expect(captain.getByText('▲ 答复超时').first()).toBeVisible()
}

/** Friday: the letter is answered, the complainant is asked, and more has come in that waits. */
export async function closeTheWeek({ week, picture, captain, inspector, officer, desk, of }: Cast): Promise<void> {
  await week.turnTo(fridayEvening)
  await openWaiting(captain, 'toAnswer', of('移送'))
  await act(captain, 'case.transferAnswered', pick('已受理'))
  await followUp(inspector, '校门口占道', 'satisfied')
  await officer.reports('新报')
  for (const note of ['待核', '待批', '待回执']) {
    const caseId = await officer.reports(note)
    await desk.files(caseId)
    await desk.dispatches(caseId, 'squad-1')
    await officer.accepts(caseId)
  }
  await officer.handles(of('待核'), picture)
  const until = '2026-11-16T12:00:00+08:00'
  await officer.does('case.extensionAsked', of('待批'), { unit, reason: '当事人外出', until })
  const letter = { letterNo: '示例移〔2026〕2 号', authority: '教育局', evidence: '无照片' }
  await desk.does('case.transferred', of('待回执'), letter)
}
