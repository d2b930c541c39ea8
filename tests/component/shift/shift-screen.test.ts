// Dexie's live queries look for the global engine when Dexie is loaded: this comes first.
import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import ShiftScreen from '../../../src/app/features/shift/ShiftScreen.vue'
import { hxTemplate } from '../../../src/domain/inspection/templates/hx.ts'
import { xyTemplate } from '../../../src/domain/inspection/templates/xy.ts'
import { arriveOn, fixAt, giveRoster, shiftId } from '../support/duty-data.ts'
import { createPhone, mountScreen, squad, type Phone, type Screen } from '../support/mount-screen.ts'

const minuteMs = 60_000

describe('the screen of a shift', () => {
  let phone: Phone

  beforeEach(async () => {
    phone = createPhone()
    await giveRoster(phone)
    await phone.give('templates', 'HX@1', hxTemplate)
    await phone.give('templates', 'XY@1', xyTemplate)
  })

  async function open(): Promise<Screen> {
    const locator = { state: 'fixed', best: fixAt(20) } as const
    const screen = await mountScreen(ShiftScreen, { phone, path: `/shift/${shiftId}`, props: { shiftId }, locator })
    await vi.waitFor(() => expect(screen.text()).toContain('示例一小 · 东门'))
    return screen
  }
  async function openOnPost(): Promise<Screen> {
    await arriveOn(phone)
    phone.clock.advance(minuteMs)
    const screen = await open()
    await vi.waitFor(() => expect(screen.button('离岗')).toBeDefined())
    return screen
  }
  const kinds = async (): Promise<string[]> => (await phone.db.journal.toArray()).map((row) => row.kind)

  test('before anybody arrived it offers 到岗 and nothing else', async () => {
    const screen = await open()
    expect(screen.button('到岗')).toBeDefined()
    expect(screen.button('快速计数')).toBeUndefined()
  })

  test('on post the four things to do carry their names', async () => {
    const screen = await openOnPost()
    for (const label of ['快速计数', '上报问题', '开始检查', '离岗']) expect(screen.button(label)).toBeDefined()
    expect(screen.text()).toContain('在岗 1 分钟')
    expect(screen.text()).toContain('协管员甲')
  })

  test('the minutes on post are those of the office clock, whatever the phone shows', async () => {
    await phone.db.facts.put({ name: 'clockOffsetMs', value: -10 * minuteMs })
    await arriveOn(phone)
    phone.clock.advance(26 * minuteMs)
    const screen = await open()
    await vi.waitFor(() => expect(screen.text()).toContain('在岗 26 分钟'))
  })

  test('counts and findings come from the records', async () => {
    const vendor = {
      kind: 'duty.tallied',
      scope: squad,
      subjects: [shiftId],
      data: { counter: 'vendor', delta: 1 },
    } as const
    await arriveOn(phone)
    await phone.journal.record([vendor, vendor])
    const screen = await open()
    await vi.waitFor(() => expect(screen.text()).toContain('劝离摊贩 2'))
    expect(screen.text()).toContain('0/19')
  })

  test('开始检查 lets the person choose where two checklists fit', async () => {
    const screen = await openOnPost()
    await screen.tap('开始检查')
    await vi.waitFor(() => expect(screen.text()).toContain(hxTemplate.name))
    expect(screen.text()).toContain(xyTemplate.name)
  })

  test('开始检查 opens the only one at once', async () => {
    await phone.db.assignments.delete('templates/XY@1')
    const screen = await openOnPost()
    await screen.tap('开始检查')
    await vi.waitFor(() => expect(screen.router.currentRoute.value.path).toBe(`/shift/${shiftId}/checklist/HX`))
  })

  test('临时离开 needs a reason, and 返回岗位 ends it', async () => {
    const screen = await openOnPost()
    await screen.tap('临时离开')
    expect(screen.button('保存')?.disabled).toBe(true)
    await screen.tap('如厕')
    await screen.tap('保存')
    await vi.waitFor(() => expect(screen.button('返回岗位')).toBeDefined())
    phone.clock.advance(minuteMs)
    await screen.tap('返回岗位')
    await vi.waitFor(async () => expect(await kinds()).toContain('duty.returned'))
    await vi.waitFor(() => expect(screen.button('返回岗位')).toBeUndefined())
  })

  test('确认在岗 is asked in the second half of the window, once', async () => {
    await arriveOn(phone)
    phone.clock.advance(30 * minuteMs)
    const screen = await open()
    await vi.waitFor(() => expect(screen.button('确认在岗')).toBeDefined())
    await screen.tap('确认在岗')
    await vi.waitFor(() => expect(screen.button('确认在岗')).toBeUndefined())
    const confirmed = (await phone.db.journal.toArray()).find((row) => row.kind === 'duty.confirmed')
    expect(confirmed?.entry.data).toMatchObject({ placement: { placed: 'inside' } })
  })

  test('the calls are one tap each: emergency numbers, the school, the captain', async () => {
    const screen = await openOnPost()
    await screen.tap('求助电话')
    await vi.waitFor(() => expect(document.querySelectorAll('a[href^="tel:"]').length).toBeGreaterThanOrEqual(6))
    const numbers = [...document.querySelectorAll('a[href^="tel:"]')].map((each) => each.getAttribute('href'))
    expect(numbers).toEqual(
      expect.arrayContaining(['tel:110', 'tel:119', 'tel:120', 'tel:122', 'tel:139-0000-0101', 'tel:139-0000-2001']),
    )
  })
})
