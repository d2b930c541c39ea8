// Dexie's live queries look for the global engine when Dexie is loaded: this comes first.
import 'fake-indexeddb/auto'
import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import AskSwap from '../../../src/app/features/my-shifts/AskSwap.vue'
import MyShifts from '../../../src/app/features/my-shifts/MyShifts.vue'
import { seenShiftOf } from '../../../src/domain/duty/seen-shift.ts'
import type { Shift } from '../../../src/domain/duty/shift.ts'
import { entryKinds, type EntryKind } from '../../../src/domain/journal/entry-kinds.ts'
import type { EntryData } from '../../../src/domain/journal/entry-schemas.ts'
import type { PersonId } from '../../../src/domain/ids.ts'
import { officer } from '../../support/phone-storage.ts'
import { give, page, pulled } from '../../support/pulled-pages.ts'
import { colleague, giveRoster, shift } from '../support/duty-data.ts'
import { createPhone, mountScreen, squad, type Phone, type Screen } from '../support/mount-screen.ts'

const third = 'p-1003' as PersonId
const monday: Shift = {
  ...shift,
  id: 'shift-2026-11-23-east' as Shift['id'],
  date: '2026-11-23',
  title: '示例一小 · 东门',
  startsAt: '2026-11-23T14:20:00+08:00',
  endsAt: '2026-11-23T15:30:00+08:00',
}
const theirs: Shift = { ...monday, id: 'shift-2026-11-24-west' as Shift['id'], date: '2026-11-24', assignees: [third] }

describe('换班', () => {
  let phone: Phone
  let rev = 1

  beforeEach(async () => {
    phone = createPhone()
    await giveRoster(phone, monday)
    const person = { id: third, number: '1003', name: '队员丙', role: 'officer', scope: squad, active: true }
    await phone.give('people', third, person)
  })

  const entries = async () => (await phone.db.journal.toArray()).map(({ entry }) => entry)
  const recorded = async (kind: EntryKind) => (await entries()).find((entry) => entry.kind === kind)
  const open = (role: 'officer' | 'captain' = 'officer'): Promise<Screen> =>
    mountScreen(MyShifts, { phone, path: '/shifts', role })

  /** A record of somebody else, as the feed brings it. */
  async function hears<K extends EntryKind>(author: string, kind: K, data: EntryData[K], of = monday) {
    rev += 1
    const id = phone.journal.newId()
    const entry = {
      id,
      kind,
      v: entryKinds[kind].v,
      scope: squad,
      subjects: [of.id],
      after: [],
      author: author as PersonId,
      device: '01934a10-0000-7000-8000-00000000dead',
      at: new Date(phone.clock.now()).toISOString(),
      clock: { offsetMs: 0, monoMs: rev, bootId: 'theirs' },
      data,
      parts: [],
    }
    await give(phone.db, page({ entries: [pulled(entry, rev)] }))
    return id
  }

  test('is asked of a named colleague, for one of their shifts or none, without network', async () => {
    await phone.give('shifts', theirs.id, theirs, theirs.date)
    const screen = await mountScreen(AskSwap, { phone, path: '/shifts', props: { shiftId: monday.id } })
    await vi.waitFor(() => expect(screen.text()).toContain('队员丙 · 队员'))
    await screen.tap('提出申请')
    expect(screen.text()).toContain('请选择和谁换')
    await screen.wrapper.get('select').setValue(third)
    await vi.waitFor(() => expect(screen.text()).toContain('11月24日 周二'))
    await screen.wrapper.findAll('select')[1]!.setValue(theirs.id)
    await screen.tap('提出申请')
    await vi.waitFor(async () => expect(await entries()).toHaveLength(1))
    expect(await entries()).toMatchObject([
      {
        kind: 'roster.swapAsked',
        subjects: [monday.id, theirs.id],
        data: { to: third, inReturn: { date: theirs.date } },
      },
    ])
  })

  test('is answered by the one who was asked, and says when it came to nothing', async () => {
    const given = { ...monday, assignees: [third, colleague] }
    await phone.give('shifts', given.id, given, given.date)
    const request = await hears(third, 'roster.swapAsked', { to: officer, shift: seenShiftOf(given), reason: '复诊' })
    const screen = await open()
    await vi.waitFor(() => expect(screen.text()).toContain('队员丙 → 队员甲'))
    expect(screen.text()).toContain('理由：复诊')
    await screen.tap('同意')
    await vi.waitFor(() => expect(screen.text()).toContain('双方已同意，等中队长批准'))
    expect(await recorded('roster.swapAnswered')).toMatchObject({ data: { request, agreed: true } })
    await phone.give('shifts', given.id, { ...given, startsAt: '2026-11-23T14:00:00+08:00' }, given.date)
    await vi.waitFor(() => expect(screen.text()).toContain('未换成：班次在这期间有变动'))
  })

  test('is approved by the captain when every rule that it breaks has a reason', async () => {
    const given = { ...monday, assignees: [third, colleague] }
    await phone.give('shifts', given.id, given, given.date)
    const request = await hears(third, 'roster.swapAsked', { to: 'p-1102' as PersonId, shift: seenShiftOf(given) })
    await hears('p-1102', 'roster.swapAnswered', { request, agreed: true })
    const screen = await open('captain')
    await vi.waitFor(() => expect(screen.text()).toContain('没有持有效执法证的队员'))
    expect(screen.button('批准')?.disabled).toBe(true)
    for (const input of screen.wrapper.findAll('input')) await input.setValue('临时安排')
    await flushPromises()
    await screen.tap('批准')
    await vi.waitFor(() => expect(screen.text()).not.toContain('批准'))
    const data = (await recorded('roster.swapDecided'))?.data
    expect(data).toMatchObject({ request, approved: true })
    expect(data?.['overrides']).toContainEqual({ code: 'noOfficer', reason: '临时安排' })
  })
})
