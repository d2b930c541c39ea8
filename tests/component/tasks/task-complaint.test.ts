import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import type { OfficeApi } from '../../../src/app/office-api.ts'
import TaskShow from '../../../src/app/features/tasks/TaskShow.vue'
import { ApiProblem } from '../../../src/device/http/api-problem.ts'
import type { Role } from '../../../src/domain/people/role.ts'
import { knowTask } from '../../support/known-task.ts'
import { createPhone, mountScreen, type Phone, type Screen } from '../support/mount-screen.ts'

const person = { name: '王小明', phone: '13800000000', words: '我家门口的井盖没了' }

async function open(phone: Phone, to: string, complainant: OfficeApi['complainant'], role: Role = 'officer') {
  const task = await knowTask(phone, { person: to })
  await task.does('complaint.received', {
    source: 'hotline12345',
    receivedAt: '2026-11-20T14:00:00+08:00',
    summary: '井盖缺失',
    limit: { amount: 5, unit: 'workDay' },
    calendarVersion: 0,
    dueAt: '2026-11-27T14:00:00+08:00',
    nth: 2,
  })
  const services = { office: { complainant } as unknown as OfficeApi }
  const screen = await mountScreen(TaskShow, { phone, path: '/', props: { caseId: task.caseId }, role, services })
  await vi.waitFor(() => expect(screen.text()).toContain('第 2 次反映'))
  return screen
}
const reveal = (screen: Screen) => screen.wrapper.findAll('button').find((each) => each.text() === '查看反映人和原话')

test('[COMPLAINT-2] the officer whose task it is may ask who complained; nothing of it stays on the phone', async () => {
  const phone = createPhone()
  const screen = await open(phone, 'p-1001', async () => person)
  expect(screen.text()).toContain('12345')
  expect(screen.text()).not.toContain('王小明')
  await screen.tap('查看反映人和原话')
  await vi.waitFor(() => expect(screen.text()).toContain('我家门口的井盖没了'))
  expect(screen.wrapper.get('a[href="tel:13800000000"]').text()).toBe('13800000000')
  const kept = JSON.stringify([await phone.db.journal.toArray(), await phone.db.cases.toArray()])
  expect(kept).toContain('井盖缺失')
  expect(kept).not.toMatch(/王小明|13800000000|我家门口/)
})

test('[COMPLAINT-2] a colleague and an 协管员 are offered no names', async () => {
  const never = vi.fn<OfficeApi['complainant']>()
  const ofColleague = await open(createPhone(), 'p-1002', never)
  expect(reveal(ofColleague)).toBeUndefined()
  ofColleague.wrapper.unmount()
  const ofAux = await open(createPhone(), 'p-1001', never, 'aux')
  expect(reveal(ofAux)).toBeUndefined()
})

test('what was forgotten by now is said to be', async () => {
  const screen = await open(createPhone(), 'p-1001', () => Promise.reject(new ApiProblem('request/not-found')))
  await screen.tap('查看反映人和原话')
  await vi.waitFor(() =>
    expect(screen.text()).toContain('查不到：没有留下、已按规定清除，或者服务器上这件案子还不是您在办'),
  )
})
