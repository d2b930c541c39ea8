import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import ComplaintPanel from '../../../src/app/features/complaints/ComplaintPanel.vue'
import type { ComplaintRow } from '../../../src/protocol/complaints.ts'
import { createCaseLife } from '../../support/case-life.ts'
import { at } from '../../support/entry-maker.ts'
import { createOfficeCases } from '../support/office-cases.ts'
import { createPhone, mountScreen } from '../support/mount-screen.ts'

/** What the panel says of a complaint that was to be answered by 12:00; its clock stands at 2026-11-20 07:00 or later. */
async function panelWith(answers: readonly string[], dueAt = at('12:00')): Promise<string> {
  const life = createCaseLife()
  const receivedAt = at('08:00')
  const limit = { amount: 1, unit: 'workDay' } as const
  const received = {
    source: 'media',
    receivedAt,
    summary: '校门口占道',
    limit,
    calendarVersion: 0,
    dueAt,
    nth: 1,
  } as const
  const complaintId = life.does('2001', 'complaint.received', received, { at: receivedAt })
  for (const answeredAt of answers)
    life.does('2001', 'complaint.answered', { complaint: complaintId, text: '已劝离' }, { at: at(answeredAt) })
  const row: ComplaintRow = {
    complaintId,
    caseId: life.state().caseId,
    scope: 'squad-1',
    source: 'media',
    sourceNo: '',
    summary: '校门口占道',
    placeText: '示例一小',
    receivedAt,
    dueAt,
    nth: 1,
    stage: answers.length > 0 ? 'toFollowUp' : 'toAnswer',
    answeredAt: null,
    satisfaction: null,
    name: '',
    phone: '',
    sight: 'masked',
  }
  const services = { office: createOfficeCases([life]) }
  const screen = await mountScreen(ComplaintPanel, {
    phone: createPhone(),
    path: '/',
    role: 'captain',
    props: { row },
    services,
  })
  return screen.wrapper.text()
}

test('a first answer after the limit is said to be late, whatever was answered again', async () => {
  expect(await panelWith(['13:00'])).toContain('▲ 答复超时')
  expect(await panelWith(['11:00', '13:00'])).not.toContain('答复超时')
})

test('a limit that has passed without an answer is said with how long ago', async () => {
  expect(await panelWith([], '2026-01-01T00:00:00.000Z')).toContain('▲ 已超时')
})
