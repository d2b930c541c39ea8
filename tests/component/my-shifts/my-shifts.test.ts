// Dexie's live queries look for the global engine when Dexie is loaded: this comes first.
import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import MyShifts from '../../../src/app/features/my-shifts/MyShifts.vue'
import type { Shift } from '../../../src/domain/duty/shift.ts'
import { colleague, giveRoster, shift } from '../support/duty-data.ts'
import { createPhone, mountScreen, type Phone, type Screen } from '../support/mount-screen.ts'
import { officer } from '../../support/phone-storage.ts'

const monday: Shift = {
  ...shift,
  id: 'shift-2026-11-23-east' as Shift['id'],
  date: '2026-11-23',
  title: '示例一小 · 东门',
  startsAt: '2026-11-23T14:20:00+08:00',
  endsAt: '2026-11-23T15:30:00+08:00',
}

describe('我的排班', () => {
  let phone: Phone

  beforeEach(async () => {
    phone = createPhone()
    await giveRoster(phone, monday)
  })

  async function open(shown: string): Promise<Screen> {
    const screen = await mountScreen(MyShifts, { phone, path: '/shifts' })
    await vi.waitFor(() => expect(screen.text()).toContain(shown))
    return screen
  }
  const entries = async () => (await phone.db.journal.toArray()).map(({ entry }) => entry)

  test('what was published is new until it is acknowledged, which is a record made without network', async () => {
    const screen = await open('有 1 处还没看过')
    expect(screen.text()).toContain('11月23日 周一 离校 14:20–15:30示例一小 · 东门与 协管员甲▲ 新排')
    await screen.tap('全部知悉')
    await vi.waitFor(() => expect(screen.text()).toContain('✓ 已知悉，已保存在本机'))
    expect(screen.text()).not.toContain('新排')
    expect(await entries()).toMatchObject([
      {
        kind: 'roster.acknowledged',
        subjects: [monday.id],
        data: { standing: 'assigned', shift: { date: monday.date } },
      },
    ])
  })

  test('a post without an officer is marked 仅劝导 for who stands it', async () => {
    const override = { code: 'auxAlone', reason: '证件补办中', by: 'p-2001', at: '2026-11-20T01:00:00.000Z' }
    await phone.give('shifts', monday.id, { ...monday, overrides: [override] }, monday.date)
    await open('仅劝导：本岗没有持证队员，不做处罚和责令')
  })

  test('a change says what it is now and what it was; what was taken away is told too', async () => {
    const screen = await open('有 1 处还没看过')
    await screen.tap('全部知悉')
    await vi.waitFor(() => expect(screen.text()).toContain('✓ 已知悉'))
    await phone.give('shifts', monday.id, { ...monday, assignees: [officer, 'p-2001'] }, monday.date)
    await vi.waitFor(() => expect(screen.text()).toContain('同岗人员有变动'))
    expect(screen.text()).toContain('与 中队长甲')
    expect(screen.text()).toContain('原为 与 协管员甲')
    await phone.give('shifts', monday.id, { ...monday, assignees: [colleague] }, monday.date)
    await vi.waitFor(() => expect(screen.text()).toContain('不再由您值守'))
    phone.clock.advance(60_000)
    await screen.tap('全部知悉')
    await vi.waitFor(() => expect(screen.text()).not.toContain('不再由您值守'))
    expect((await entries()).map(({ data }) => data['standing'])).toContain('released')
  })
})
