import 'fake-indexeddb/auto'
import { flushPromises } from '@vue/test-utils'
import { beforeEach, expect, test, vi } from 'vitest'
import InboxScreen from '../../../src/app/features/inbox/InboxScreen.vue'
import type { CaseFilter, OfficeApi } from '../../../src/app/office-api.ts'
import { deskPlaceOf } from '../../../src/domain/casework/desk-queue.ts'
import { filedData } from '../../support/case-decisions.ts'
import { createCaseLife, type CaseLife } from '../../support/case-life.ts'
import { at } from '../../support/entry-maker.ts'
import { createOfficeCases, rowOf } from '../support/office-cases.ts'
import { createPhone, mountScreen, squad, type Phone, type Screen } from '../support/mount-screen.ts'

let phone: Phone
let lives: readonly CaseLife[]

beforeEach(async () => {
  phone = createPhone()
  lives = [createCaseLife({}, 1), createCaseLife({ category: 'street.other' }, 2), createCaseLife({}, 3)]
  await phone.give('standards', 'categories', {
    version: 7,
    rows: [{ slug: 'street.mobileVendor', label: '无照经营游商', limits: [{ amount: 2, unit: 'urgentHour' }] }],
  })
  await phone.give('squads', squad, { id: squad, name: '示例一中队' })
})

/** The server's answers, made by the fold. */
function officeOf(): OfficeApi {
  const waiting = () => lives.filter((life) => deskPlaceOf(life.state()).queue === 'toFile')
  return createOfficeCases(lives, {
    inbox: async () => ({
      now: '',
      counts: [
        { sort: 'toFile', count: waiting().length },
        { sort: 'overdue', count: 0 },
      ],
    }),
    cases: async ({ queue }: CaseFilter) => ({
      rows: queue === 'toFile' ? waiting().map((life) => rowOf(life.state())) : [],
      next: null,
      total: waiting().length,
    }),
  })
}

const open = (): Promise<Screen> =>
  mountScreen(InboxScreen, {
    phone,
    path: '/office/inbox',
    role: 'captain',
    services: { office: officeOf() },
  })
async function press({ wrapper }: Screen, key: string): Promise<void> {
  await wrapper.get('.inbox').trigger('keydown', { key })
  await flushPromises()
}

test('begins where something waits; an empty sort says what will stand there', async () => {
  const screen = await open()
  expect(screen.wrapper.findAll('.sorts button').map((tab) => tab.text())).toEqual(['3 待立案', '0 超期'])
  expect(screen.wrapper.findAll('li')).toHaveLength(3)
  expect(screen.text()).toContain('▲ 已超时 6 小时')
  await screen.wrapper.get('[data-sort=overdue]').trigger('click')
  await flushPromises()
  expect(screen.text()).toContain('没有超期的案件')
  await screen.wrapper.get('[data-sort=overdue]').trigger('click')
  expect(screen.wrapper.get('[data-sort=overdue]').attributes('aria-pressed')).toBe('true')
})

test('forty cases are forty key presses: down, Enter, Escape', async () => {
  const screen = await open()
  await press(screen, 'ArrowDown')
  await press(screen, 'Enter')
  expect(screen.wrapper.get('.selected').attributes('data-case')).toBe(lives[1]?.state().caseId)
  expect(screen.wrapper.find('aside').exists()).toBe(true)
  await press(screen, 'Escape')
  expect(screen.wrapper.find('aside').exists()).toBe(false)
})

test('several are filed with one form, each by its own record; what cannot be is told by its name', async () => {
  const screen = await open()
  await screen.tap('全选')
  // Meanwhile somebody else has filed the third.
  lives[2]?.does('4001', 'case.filed', filedData())
  await press(screen, 'l')
  await vi.waitFor(() => expect(screen.button('提交')?.disabled).toBe(false))
  await screen.wrapper.get('form').trigger('submit')
  await vi.waitFor(() => screen.wrapper.get('.failed'))
  const records = await phone.db.journal.toArray()
  expect(records.map(({ entry }) => [entry.kind, entry.subjects])).toEqual([['case.filed', [lives[0]?.state().caseId]]])
  expect(screen.text()).toContain('1 件已保存，恢复网络后自动送达')
  const failed = screen.wrapper.findAll('.failed').map((line) => line.text())
  expect(failed).toHaveLength(2)
  expect(failed[0]).toContain('须单独办理')
  expect(failed[1]).toContain('已不在这一步')
  expect(screen.wrapper.findAll('input:checked')).toHaveLength(0)
})

test('before several are filed it is said which of them may be the same thing', async () => {
  const [first, second] = lives.map((life) => life.state())
  const office = officeOf()
  office.similarCases = async (caseId) =>
    caseId === first?.caseId && second ? [{ row: rowOf(second), distanceM: 9, apartMs: 60_000 }] : []
  const screen = await mountScreen(InboxScreen, { phone, path: '/', role: 'captain', services: { office } })
  await screen.tap('全选')
  await press(screen, 'l')
  await vi.waitFor(() => expect(screen.text()).toContain('可能是同一件：'))
  expect(screen.wrapper.findAll('.alike a').map((link) => link.text())).toEqual([
    expect.stringContaining('9 米，相差 1 分'),
  ])
})

test('a squad whose document has not come yet is called by a word, never by its id', async () => {
  await phone.db.assignments.clear()
  const cases = async () => ({
    rows: lives.map((life) => ({ ...rowOf(life.state()), unit: squad })),
    next: null,
    total: 3,
  })
  const screen = await mountScreen(InboxScreen, {
    phone,
    path: '/',
    role: 'captain',
    services: { office: { ...officeOf(), cases } },
  })
  await vi.waitFor(() => expect(screen.wrapper.find('[data-case] .aside').text()).toContain('· 中队'))
  expect(screen.text()).not.toContain(squad)
})

test('an empty 待评价 says which closed cases never stand there', async () => {
  const inbox = async () => ({ now: '', counts: [{ sort: 'toEvaluate' as const, count: 0 }] })
  const screen = await mountScreen(InboxScreen, {
    phone,
    path: '/',
    role: 'captain',
    services: { office: { ...officeOf(), inbox } },
  })
  expect(screen.text()).toContain('没有待评价的案件')
  expect(screen.text()).toContain('启用评价以前结案的不列入')
})

test('what waits to be dispatched says beside the case’s limit how long the office has for that, and what is late in it', async () => {
  for (const [life, filedAt] of [
    [lives[0], at('14:10')],
    [lives[1], at('11:00')],
  ] as const)
    life?.does('2001', 'case.filed', filedData(at('18:00')), { at: filedAt })
  const office = createOfficeCases(lives, {
    inbox: async () => ({ now: '', counts: [{ sort: 'toDispatch', count: 2 }] }),
    cases: async () => ({ rows: lives.slice(0, 2).map((life) => rowOf(life.state())), next: null, total: 2 }),
  })
  const screen = await mountScreen(InboxScreen, { phone, path: '/office/inbox', role: 'captain', services: { office } })
  const [soon, late] = screen.wrapper.findAll('li').map((line) => line.text())
  expect(soon).toContain('派遣限时 还有')
  expect(late).toContain('▲ 派遣限时 已超时')
  expect(late).not.toContain('已立案')
})
