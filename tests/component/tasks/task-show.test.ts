import 'fake-indexeddb/auto'
import { describe, expect, test, vi } from 'vitest'
import TaskShow from '../../../src/app/features/tasks/TaskShow.vue'
import type { JournalEntry } from '../../../src/domain/journal/entry.ts'
import type { Role } from '../../../src/domain/people/role.ts'
import { deferralData } from '../../support/case-decisions.ts'
import { gateFix } from '../../support/field-records.ts'
import { knowTask, type KnownTask } from '../../support/known-task.ts'
import { agreeTo } from '../support/answer-dialog.ts'
import { createPhone, mountScreen, squad, type Phone, type Screen } from '../support/mount-screen.ts'

async function open(phone: Phone, { caseId }: KnownTask, role: Role = 'officer'): Promise<Screen> {
  const locator = { state: 'fixed', best: { ...gateFix, lng: 114.2975 } } as const
  const screen = await mountScreen(TaskShow, { phone, path: '/', props: { caseId }, role, locator })
  await vi.waitFor(() => expect(screen.text()).toContain('经过'))
  return screen
}

const buttons = (screen: Screen): readonly string[] =>
  screen.wrapper.findAll('footer button').map((each) => each.text())

const mayConfirm = (screen: Screen): boolean =>
  screen.wrapper.findAll('button').some((each) => each.text() === '我也在场，确认')

const own = async (phone: Phone): Promise<readonly JournalEntry[]> =>
  (await phone.db.journal.where('[author+atMs]').between(['p-1001', 0], ['p-1001', Infinity]).toArray()).map(
    ({ entry }) => entry as JournalEntry,
  )

const accepted = async (phone: Phone): Promise<KnownTask> => {
  const task = await knowTask(phone)
  await task.does('case.accepted', { unit: squad }, { author: 'p-1001', role: 'officer' })
  return task
}

describe('a task', () => {
  test('says what, where, how far, until when, and what the office asks', async () => {
    const phone = createPhone()
    const place = { fix: gateFix, text: '示例一小东门' }
    const screen = await open(phone, await knowTask(phone, { report: { place }, instruction: '先拍照再劝离' }))
    const expected = ['示例一小东门', '在您东面 240 米', '还有 3 小时 30 分', '时限 11-20 18:00', '先拍照再劝离']
    await vi.waitFor(() => expected.forEach((words) => expect(screen.text()).toContain(words)))
  })

  test('of what was complained of again says that it is under 督办', async () => {
    const phone = createPhone()
    const task = await knowTask(phone)
    const at = '2026-11-20T08:30:00+08:00'
    const limit = { amount: 5, unit: 'workDay' } as const
    const received = { source: 'visit', receivedAt: at, summary: '占道', limit, calendarVersion: 0, dueAt: at } as const
    await task.does('complaint.received', { ...received, nth: 3 })
    const screen = await open(phone, task)
    await vi.waitFor(() => expect(screen.text()).toContain('督办：群众重复反映'))
  })

  test('is accepted in one tap, which is a record for the unit that has it', async () => {
    const phone = createPhone()
    const screen = await open(phone, await knowTask(phone))
    expect(buttons(screen)).toEqual(['接收', '退回', '申请延期'])
    expect(screen.text()).toContain('◌ 请在 11-20 16:30 前接收，还有 2 小时')
    await screen.tap('接收')
    await vi.waitFor(() => expect(buttons(screen)).toEqual(['处置完成', '申请延期', '申请缓办']))
    expect(screen.text()).toContain('已保存')
    expect(screen.text()).not.toContain('前接收')
    expect(await own(phone)).toMatchObject([{ kind: 'case.accepted', data: { unit: squad }, scope: squad }])
  })

  test('offers an 协管员 neither a return nor a delay, and a stranger nothing', async () => {
    const phone = createPhone()
    const ofAux = await open(phone, await knowTask(phone), 'aux')
    expect(buttons(ofAux)).toEqual(['接收'])
    ofAux.wrapper.unmount()
    const ofOther = await open(phone, await knowTask(phone, { person: 'p-1002' }))
    expect(buttons(ofOther)).toEqual(['退回'])
  })

  test('goes on after a deferral with what was left of its limit', async () => {
    const phone = createPhone()
    const task = await accepted(phone)
    const asked = { author: 'p-1001', role: 'officer' } as const
    const request = await task.does('case.deferralAsked', { ...deferralData(), unit: squad }, asked)
    const screen = await open(phone, task)
    await vi.waitFor(() => expect(screen.text()).toContain('已申请缓办到 12-01 18:00，待审批'))
    expect(buttons(screen)).toEqual(['处置完成'])
    await task.does('case.deferralDecided', { request, as: 'captain', approved: true })
    await task.does(
      'case.deferralDecided',
      { request, as: 'command', approved: true },
      { author: 'p-4001', role: 'command' },
    )
    await vi.waitFor(() => expect(buttons(screen)).toEqual(['恢复办理']))
    phone.clock.advance(3_600_000)
    await screen.tap('恢复办理')
    await vi.waitFor(() => expect(screen.text()).toContain('时限 11-20 19:00'))
  })

  test('that somebody else has gone on with says why her act had no effect', async () => {
    const phone = createPhone()
    const task = await knowTask(phone)
    const screen = await open(phone, task)
    await screen.tap('接收')
    await vi.waitFor(() => expect(screen.text()).toContain('已保存'))
    await task.does('case.accepted', { unit: squad }, { author: 'p-1002', role: 'officer' })
    await vi.waitFor(() => expect(screen.text()).toContain('未生效：案件已不在这一步，以服务器先收到的为准'))
    expect(buttons(screen)).toEqual([])
  })
})

describe('[ENTRY-43] a penalty step', () => {
  const certificate = { number: 'SL-1', validTo: '2028-12-31' }
  const me = { id: 'p-1001', number: '1001', name: '队员甲', role: 'officer', scope: squad, active: true, certificate }
  const theirs = {
    step: 'fine',
    docNo: '示例罚 5 号',
    signedOn: '2026-11-20',
    certificate: { number: 'SL-2', validTo: '2028-12-31' },
  } as const
  const colleague = { author: 'p-1002', role: 'officer' } as const

  test('of a colleague waits for the second officer, who confirms it on her own phone', async () => {
    const phone = createPhone()
    await phone.give('people', 'p-1001', me)
    await phone.give('people', 'p-1002', { ...me, id: 'p-1002', name: '队员乙' })
    const task = await accepted(phone)
    await task.does('case.penaltyRecorded', theirs, colleague)
    const screen = await open(phone, task)
    await vi.waitFor(() => expect(screen.text()).toContain('待第二人确认：队员乙 已记录'))
    expect(mayConfirm(screen)).toBe(true)
    await screen.tap('我也在场，确认')
    await agreeTo('着装整齐、记录仪开启并告知、出示证件')
    await vi.waitFor(() => expect(screen.text()).toContain('两人已确认：队员甲、队员乙'))
    const word = (await own(phone)).find(({ kind }) => kind === 'case.penaltyRecorded')
    expect(word).toMatchObject({ data: { ...theirs, certificate } })
  })

  test('recorded first by herself names whom it waits for', async () => {
    const phone = createPhone()
    await phone.give('people', 'p-1001', me)
    const task = await accepted(phone)
    await task.does('case.penaltyRecorded', { ...theirs, certificate }, { author: 'p-1001', role: 'officer' })
    const screen = await open(phone, task)
    await vi.waitFor(() => expect(screen.text()).toContain('您已记录，待第二人在自己手机上确认'))
    expect(mayConfirm(screen)).toBe(false)
  })

  test('is not confirmed by an 协管员, nor with a certificate that had ended', async () => {
    const phone = createPhone()
    await phone.give('people', 'p-1001', { ...me, certificate: { number: 'SL-1', validTo: '2026-11-19' } })
    const task = await accepted(phone)
    await task.does('case.penaltyRecorded', theirs, colleague)
    const ofOfficer = await open(phone, task)
    await vi.waitFor(() => expect(ofOfficer.text()).toContain('待第二人确认'))
    expect(mayConfirm(ofOfficer)).toBe(false)
    ofOfficer.wrapper.unmount()
    await phone.give('people', 'p-1001', me)
    const ofAux = await open(phone, task, 'aux')
    expect(mayConfirm(ofAux)).toBe(false)
  })
})
