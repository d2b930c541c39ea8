// Dexie's live queries look for the global engine when Dexie is loaded: this comes first.
import 'fake-indexeddb/auto'
import { describe, expect, test, vi } from 'vitest'
import TaskList from '../../../src/app/features/tasks/TaskList.vue'
import type { SubjectId } from '../../../src/domain/ids.ts'
import type { Role } from '../../../src/domain/people/role.ts'
import { handledData } from '../../support/case-decisions.ts'
import { photoRef } from '../../support/reported-case.ts'
import { knowTask } from '../../support/known-task.ts'
import { createPhone, mountScreen, squad, type Phone, type Screen } from '../support/mount-screen.ts'

const open = (phone: Phone, role: Role = 'officer'): Promise<Screen> =>
  mountScreen(TaskList, { phone, path: '/tasks', role })

const shown = (screen: Screen): readonly string[] => screen.wrapper.findAll('a.task strong').map((each) => each.text())

const named = (categoryLabel: string) => ({ report: { categoryLabel } })

describe('任务', () => {
  test('without any it says so, and that the network is not needed', async () => {
    const phone = createPhone()
    await phone.readFeeds()
    const screen = await open(phone)
    await vi.waitFor(() => expect(screen.text()).toContain('没有派给您的任务'))
  })

  test('before the first sync has ended it says that they are still to come', async () => {
    const phone = createPhone()
    const screen = await open(phone)
    await vi.waitFor(() => expect(screen.text()).toContain('资料还没有下载完'))
    await phone.db.cursors.put({ scope: squad, cursor: 'c', complete: 'no' })
    expect(screen.text()).not.toContain('没有派给您的任务')
    await phone.readFeeds()
    await vi.waitFor(() => expect(screen.text()).toContain('没有派给您的任务'))
  })

  test('the oldest limit stands first, and what is late says by how much', async () => {
    const phone = createPhone()
    await knowTask(phone, { ...named('店外经营'), dueAt: '2026-11-22T18:00:00+08:00' })
    await knowTask(phone, { ...named('占道经营'), dueAt: '2026-11-20T15:00:00+08:00' })
    await knowTask(phone, { ...named('乱堆物料'), dueAt: '2026-11-20T18:00:00+08:00' })
    phone.clock.advance(90 * 60_000)
    const screen = await open(phone)
    await vi.waitFor(() => expect(shown(screen)).toEqual(['占道经营', '乱堆物料', '店外经营']))
    for (const words of ['3 件', '已超时 1 小时', '还有 2 小时', '还有 2 天 2 小时'])
      expect(screen.text()).toContain(words)
  })

  test('what is for another person is no task of hers, and one of the captain’s', async () => {
    const phone = createPhone()
    await knowTask(phone, { ...named('给别人'), person: 'p-1002' })
    await knowTask(phone, { ...named('给我'), person: 'p-1001' })
    const ofOfficer = await open(phone)
    await vi.waitFor(() => expect(shown(ofOfficer)).toEqual(['给我']))
    expect(ofOfficer.text()).toContain('派给我')
    ofOfficer.wrapper.unmount()
    const ofCaptain = await open(phone, 'captain')
    await vi.waitFor(() => expect([...shown(ofCaptain)].sort()).toEqual(['给别人', '给我']))
  })

  test('what came back from its check says so first, with the reason', async () => {
    const phone = createPhone()
    const task = await knowTask(phone)
    await task.does('case.accepted', { unit: squad }, { author: 'p-1001', role: 'officer' })
    const parts = [photoRef('after')]
    await task.does('case.handled', handledData(), { author: 'p-1001', role: 'officer', parts })
    await phone.readFeeds()
    const screen = await open(phone)
    await vi.waitFor(() => expect(screen.text()).toContain('没有派给您的任务'))
    const failed = { passed: false, onSite: false, reason: '仍有物品', dueAt: '2026-11-20T18:00:00+08:00' } as const
    await task.does('case.checked', failed)
    await vi.waitFor(() => expect(screen.wrapper.find('a.task').text()).toMatch(/^▲ 返工：仍有物品/))
  })

  test('a form that was begun is in reach, also when the case has gone on', async () => {
    const phone = createPhone()
    const { caseId } = await knowTask(phone, named('店外经营'))
    await phone.drafts.save({ id: `case.handled.${caseId}`, kind: 'task', subject: caseId, data: {} })
    await phone.db.cases.update(caseId, { taskUnit: '' })
    const screen = await open(phone)
    await vi.waitFor(() => expect(screen.text()).toContain('处置完成（接着填） · 店外经营'))
    const [begun] = screen.wrapper.findAll('section a')
    expect(begun?.attributes('href')).toBe(`/tasks/${caseId}/finish`)
  })

  test('of hundreds it reads a page, and counts them all', async () => {
    const phone = createPhone()
    const { caseId } = await knowTask(phone)
    const known = await phone.db.cases.get(caseId)
    if (!known) throw new Error('the case was given to this phone')
    await phone.db.cases.bulkPut(
      Array.from({ length: 199 }, (_, n) => ({ ...known, id: `case-${n}` as SubjectId, taskDueMs: n })),
    )
    const screen = await open(phone)
    await vi.waitFor(() => expect(shown(screen)).toHaveLength(40))
    expect(screen.text()).toContain('200 件')
    await screen.tap('再看 40 件')
    await vi.waitFor(() => expect(shown(screen)).toHaveLength(80))
  })
})
