// Dexie's live queries look for the global engine when Dexie is loaded: this comes first.
import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import TodayScreen from '../../../src/app/features/today/TodayScreen.vue'
import type { Role } from '../../../src/domain/people/role.ts'
import { knowTask } from '../../support/known-task.ts'
import { arriveOn, fixAt, giveRoster, shift, shiftId } from '../support/duty-data.ts'
import { createPhone, mountScreen, squad, type Phone, type Screen } from '../support/mount-screen.ts'

const notReady = { shellCached: false, controlled: false, dataComplete: false, storageProbed: false }

describe('今日', () => {
  let phone: Phone

  beforeEach(() => {
    phone = createPhone()
  })

  async function open(role: Role = 'officer'): Promise<Screen> {
    const locator = { state: 'fixed', best: fixAt(240) } as const
    const services = { readiness: async () => ({ ...notReady, persisted: 'unknown' as const, freeBytes: null }) }
    const screen = await mountScreen(TodayScreen, { phone, path: '/today', role, locator, services })
    await vi.waitFor(() => expect(screen.text()).toContain('今日 · 11月20日 周五'))
    return screen
  }

  test('a shift that may be arrived at stands first, with where, when, how far and with whom', async () => {
    await giveRoster(phone)
    const screen = await open()
    await vi.waitFor(() => expect(screen.text()).toContain('距岗位 240 米'))
    for (const words of ['示例一小 · 东门', '离校', '14:20–15:30', '已开始 10 分钟', '与 协管员甲'])
      expect(screen.text()).toContain(words)
    await screen.tap('到岗')
    await vi.waitFor(() => expect(screen.router.currentRoute.value.path).toBe(`/shift/${shiftId}/arrive`))
  })

  test('a later shift counts down and says from when one may arrive; nobody is located for it', async () => {
    const startsAt = '2026-11-20T16:00:00+08:00'
    await giveRoster(phone, { ...shift, startsAt, endsAt: '2026-11-20T17:00:00+08:00' })
    const screen = await open()
    await vi.waitFor(() => expect(screen.text()).toContain('还有 1 小时 30 分'))
    expect(screen.text()).toContain('15:45 起可到岗')
    expect(screen.text()).not.toContain('距岗位')
    expect(screen.button('到岗')).toBeUndefined()
  })

  test('on post, the way back to the shift is the big button', async () => {
    await giveRoster(phone)
    await arriveOn(phone)
    phone.clock.advance(26 * 60_000)
    const screen = await open()
    await vi.waitFor(() => expect(screen.button('在岗 26 分钟')).toBeDefined())
    await screen.tap('在岗 26 分钟')
    await vi.waitFor(() => expect(screen.router.currentRoute.value.path).toBe(`/shift/${shiftId}`))
  })

  test('a 巡查 that no roster holds is on the day as well', async () => {
    const patrol = {
      date: '2026-11-20',
      session: 'patrol',
      title: '示例大道',
      startsAt: '2026-11-20T14:30:00+08:00',
      endsAt: '2026-11-20T16:30:00+08:00',
    } as const
    const placement = { placed: 'notApplicable', distanceM: null, accuracyM: null } as const
    const data = { basis: 'patrol', shift: patrol, placement, timeliness: 'notApplicable', equipment: [] } as const
    const id = phone.journal.newId()
    const subject = `shift-${id}` as typeof shiftId
    await phone.journal.record([
      { id, kind: 'duty.arrived', scope: squad, subjects: [subject], data: { ...data, equipment: [] } },
    ])
    const screen = await open()
    await vi.waitFor(() => expect(screen.text()).toContain('示例大道'))
    expect(screen.button('在岗 0 分钟')).toBeDefined()
  })

  test('an empty day teaches what to do and names the next shift', async () => {
    const next = {
      ...shift,
      date: '2026-11-23',
      startsAt: '2026-11-23T07:40:00+08:00',
      endsAt: '2026-11-23T08:15:00+08:00',
    }
    await giveRoster(phone, next)
    await phone.readFeeds()
    const screen = await open()
    await vi.waitFor(() => expect(screen.text()).toContain('今天没有您的班次'))
    expect(screen.text()).toContain('下一班 11月23日 07:40')
    expect(screen.button('顶岗')).toBeDefined()
    expect(screen.button('巡查')).toBeDefined()
  })

  test('a phone without data says so instead of showing an empty day', async () => {
    const screen = await open()
    await vi.waitFor(() => expect(screen.text()).toContain('资料还没有下载完'))
  })

  test('值守 is offered to those who may see it', async () => {
    await giveRoster(phone)
    const ofOfficer = await open()
    expect(ofOfficer.text()).not.toContain('值守')
    ofOfficer.wrapper.unmount()
    const ofCaptain = await open('captain')
    await vi.waitFor(() => expect(ofCaptain.text()).toContain('值守'))
  })

  test('says how many tasks wait, and how many of them are late', async () => {
    await giveRoster(phone)
    await knowTask(phone)
    await knowTask(phone, { dueAt: '2026-11-20T14:40:00+08:00' })
    await knowTask(phone, { person: 'p-1002' })
    phone.clock.advance(15 * 60_000)
    const screen = await open()
    await vi.waitFor(() => expect(screen.text()).toContain('任务 2 件，1 件超时'))
  })

  test('a practice that is over is no duty that was missed', async () => {
    await giveRoster(phone, { ...shift, drill: true, session: 'drill', endsAt: '2026-11-20T14:25:00+08:00' })
    await phone.readFeeds()
    const screen = await open()
    await vi.waitFor(() => expect(screen.text()).toContain('今天没有您的班次'))
    expect(screen.text()).not.toContain('本班已结束')
  })
})
