import 'fake-indexeddb/auto'
import { flushPromises } from '@vue/test-utils'
import { describe, expect, test, vi } from 'vitest'
import type { Component } from 'vue'
import DeferScreen from '../../../src/app/features/tasks/DeferScreen.vue'
import ExtendScreen from '../../../src/app/features/tasks/ExtendScreen.vue'
import FinishScreen from '../../../src/app/features/tasks/FinishScreen.vue'
import PenaltyScreen from '../../../src/app/features/tasks/PenaltyScreen.vue'
import ReturnScreen from '../../../src/app/features/tasks/ReturnScreen.vue'
import PhotoCapture from '../../../src/app/ui/PhotoCapture.vue'
import type { JournalEntry } from '../../../src/domain/journal/entry.ts'
import type { Role } from '../../../src/domain/people/role.ts'
import { knowTask, type KnownTask } from '../../support/known-task.ts'
import { photoRef } from '../../support/reported-case.ts'
import { createPhone, mountScreen, squad, type Phone, type Screen } from '../support/mount-screen.ts'

async function open(form: Component, phone: Phone, { caseId }: KnownTask, role: Role = 'officer'): Promise<Screen> {
  const screen = await mountScreen(form, { phone, path: '/', props: { caseId }, role })
  await vi.waitFor(() => expect(screen.wrapper.find('footer button').exists()).toBe(true))
  return screen
}

async function handling(phone: Phone): Promise<KnownTask> {
  const task = await knowTask(phone)
  await task.does('case.accepted', { unit: squad }, { author: 'p-1001', role: 'officer' })
  return task
}

const takeAfter = (phone: Phone, { caseId }: KnownTask) =>
  phone.photos.take({
    bytes: Uint8Array.from([0xff, 0xd8, 0xff, 1]).buffer,
    mime: 'image/jpeg',
    role: 'after',
    source: 'camera',
    draftId: `case.handled.${caseId}`,
    takenAtMs: phone.clock.now(),
  })

/** What this phone has made itself and not sent. */
const queued = async (phone: Phone): Promise<readonly JournalEntry[]> =>
  (await phone.db.journal.where('[sendState+nextAttemptAtMs]').between(['queued'], ['queued', []]).toArray()).map(
    ({ entry }) => entry as JournalEntry,
  )

const fill = (screen: Screen, label: string, value: string): Promise<void> =>
  screen.wrapper
    .findAll('label')
    .find((each) => each.text().includes(label))!
    .find('input')
    .setValue(value)

describe('处置完成', () => {
  test('is one record with its picture, and takes the draft with it', async () => {
    const phone = createPhone()
    const task = await handling(phone)
    const screen = await open(FinishScreen, phone, task)
    await screen.tap('保存')
    expect(screen.text()).toContain('还差一张处置后的照片')
    screen.wrapper.unmount()
    await takeAfter(phone, task)
    const again = await open(FinishScreen, phone, task)
    await vi.waitFor(() => expect(again.wrapper.findAll('.strip li')).toHaveLength(1))
    await again.tap('保存')
    expect(again.text()).toContain('请写明处置措施')
    await again.tap('已收回店内')
    await again.tap('已清理干净')
    await again.tap('当场整改')
    await fill(again, '文书号', ' 示例 7 号 ')
    await vi.waitFor(async () => expect(await phone.drafts.list()).toHaveLength(1))
    await again.tap('保存')
    await vi.waitFor(() => expect(again.text()).toContain('已保存'))
    const [entry] = await queued(phone)
    expect(entry).toMatchObject({
      kind: 'case.handled',
      data: { unit: squad, measures: '已收回店内；已清理干净', disposition: 'ONSITE', docNo: '示例 7 号' },
      parts: [{ role: 'after' }],
    })
    expect(await phone.drafts.list()).toEqual([])
    expect((await phone.db.cases.get(task.caseId))?.state).toBe('handled')
  })

  test('what was typed and photographed is there again after a kill', async () => {
    const phone = createPhone()
    const task = await handling(phone)
    const screen = await open(FinishScreen, phone, task)
    await takeAfter(phone, task)
    await screen.tap('已拆除')
    screen.wrapper.unmount()
    await vi.waitFor(async () => expect(await phone.drafts.list()).toHaveLength(1))
    const again = await open(FinishScreen, phone, task)
    await vi.waitFor(() => expect(again.wrapper.findAll('.strip li')).toHaveLength(1))
    expect(again.wrapper.find('textarea').element.value).toBe('已拆除')
  })

  test('by an 协管员 names the officer who was with her, and no enforcement', async () => {
    const phone = createPhone()
    await phone.give('people', 'p-1002', {
      id: 'p-1002',
      number: '1002',
      name: '队员乙',
      role: 'officer',
      scope: squad,
      active: true,
    })
    const task = await handling(phone)
    await takeAfter(phone, task)
    const screen = await open(FinishScreen, phone, task, 'aux')
    await vi.waitFor(() => expect(screen.button('队员乙')).toBeDefined())
    expect(screen.button('责令改正')).toBeUndefined()
    await screen.tap('已劝离，现场恢复')
    await screen.tap('保存')
    expect(screen.text()).toContain('协管员办结须写明同去的执法队员')
    await screen.tap('队员乙')
    await screen.tap('保存')
    await vi.waitFor(() => expect(screen.text()).toContain('已保存'))
    expect(await queued(phone)).toMatchObject([{ data: { withOfficer: 'p-1002', disposition: 'PERSUADE' } }])
  })

  test('lays the picture of the report over the viewfinder, what was taken before it first', async () => {
    const phone = createPhone()
    const parts = [photoRef('near', 1), photoRef('before', 2), photoRef('far', 3)]
    const task = await knowTask(phone, { parts })
    await task.does('case.accepted', { unit: squad }, { author: 'p-1001', role: 'officer' })
    const screen = await open(FinishScreen, phone, task)
    const ghost = () => screen.wrapper.getComponent(PhotoCapture).props('ghost')
    await vi.waitFor(() => expect(ghost()?.partId).toBe(photoRef('before', 2).partId))
    expect(screen.button('对着旧照片拍')).toBeDefined()
    screen.wrapper.unmount()
    const bare = await open(FinishScreen, phone, await handling(phone))
    expect(bare.button('对着旧照片拍')).toBeUndefined()
  })

  test('says when the case has gone on meanwhile, and keeps what she writes', async () => {
    const phone = createPhone()
    const task = await handling(phone)
    await takeAfter(phone, task)
    const screen = await open(FinishScreen, phone, task)
    expect(screen.text()).not.toContain('案件已有变化')
    await task.does('case.dispatched', { to: squad })
    await vi.waitFor(() => expect(screen.text()).toContain('案件已有变化'))
    await screen.tap('已拆除')
    await screen.tap('保存')
    await vi.waitFor(async () => expect(await queued(phone)).toHaveLength(1))
  })
})

test('退回 takes a reason, and the case is no task any more', async () => {
  const phone = createPhone()
  const task = await knowTask(phone, { dueAt: '2026-11-27T18:00:00+08:00' })
  let screen = await open(ReturnScreen, phone, task)
  await screen.wrapper.find('footer button').trigger('click')
  expect(screen.text()).toContain('请写明退回理由')
  // Friday 14:30 and a working day.
  expect(screen.text()).toContain('派遣后 1 个工作日内退回，到 11-23 14:30')
  phone.clock.advance(4 * 24 * 3_600_000)
  screen.wrapper.unmount()
  screen = await open(ReturnScreen, phone, task)
  expect(screen.text()).toContain('▲ 应在 11-23 14:30 前退回')
  await screen.tap('不在本中队辖区')
  await screen.wrapper.find('footer button').trigger('click')
  await vi.waitFor(async () => expect((await phone.db.cases.get(task.caseId))?.taskUnit).toBe(''))
  expect(await queued(phone)).toMatchObject([{ kind: 'case.returned', data: { reason: '不在本中队辖区' } }])
})

test('申请延期 asks for a later limit, in working days from the old one', async () => {
  const phone = createPhone()
  const screen = await open(ExtendScreen, phone, await handling(phone))
  await screen.tap('当事人外出')
  await screen.tap('提交申请')
  expect(screen.text()).toContain('新的时限要晚于原时限')
  // Friday 18:00 and one working day.
  await screen.tap('+1 个工作日')
  await screen.tap('提交申请')
  await vi.waitFor(() => expect(screen.text()).toContain('已保存'))
  const [asked] = await queued(phone)
  expect(asked).toMatchObject({ kind: 'case.extensionAsked', data: { reason: '当事人外出' } })
  expect(asked?.kind === 'case.extensionAsked' && asked.data.until.slice(0, 10)).toBe('2026-11-23')
})

test('申请缓办 takes a plan, what keeps people safe, and milestones to come', async () => {
  const phone = createPhone()
  const screen = await open(DeferScreen, phone, await handling(phone))
  const [plan] = screen.wrapper.findAll('textarea')
  await plan!.setValue('分两步拆除')
  await screen.tap('设警戒带并派人看守')
  await screen.tap('提交申请')
  expect(screen.text()).toContain('每个节点都要有今天以后的日期和内容')
  await fill(screen, '日期', '2026-12-01')
  await fill(screen, '完成什么', '拆除面板')
  await screen.tap('提交申请')
  await vi.waitFor(() => expect(screen.text()).toContain('已保存'))
  expect(await queued(phone)).toMatchObject([
    {
      kind: 'case.deferralAsked',
      data: {
        plan: '分两步拆除',
        interim: '设警戒带并派人看守',
        milestones: [{ on: '2026-12-01', what: '拆除面板' }],
        until: '2026-12-01T15:59:00.000Z',
      },
    },
  ])
})

test('a penalty step is recorded with her own certificate, and with none it is not', async () => {
  const phone = createPhone()
  const task = await handling(phone)
  const screen = await open(PenaltyScreen, phone, task)
  await fill(screen, '文书号', '示例罚 5 号')
  await screen.tap('记录')
  expect(screen.text()).toContain('本机没有您的执法证信息')
  const certificate = { number: 'SL-1', validTo: '2028-12-31' }
  const me = { id: 'p-1001', number: '1001', name: '队员甲', role: 'officer', scope: squad, active: true, certificate }
  await phone.give('people', 'p-1001', me)
  await vi.waitFor(() => expect(screen.text()).toContain('执法证 SL-1'))
  await screen.tap('罚款')
  await screen.tap('记录')
  await flushPromises()
  await vi.waitFor(() => expect(screen.text()).toContain('已保存'))
  const data = { step: 'fine', docNo: '示例罚5号', signedOn: '2026-11-20', certificate }
  expect(await queued(phone)).toMatchObject([{ kind: 'case.penaltyRecorded', data }])
})
