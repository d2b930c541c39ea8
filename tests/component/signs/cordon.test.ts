import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import CordonScreen from '../../../src/app/features/signs/CordonScreen.vue'
import { bureauScope, type ScopeId } from '../../../src/domain/ids.ts'
import type { Role } from '../../../src/domain/people/role.ts'
import { knowSign } from '../support/known-sign.ts'
import { createPhone, mountScreen, squad, type Phone, type Screen } from '../support/mount-screen.ts'

const people = [
  ['p-2001', '中队长甲', 'captain', squad, '139-0000-2001'],
  ['p-2002', '外队队长', 'captain', 'squad-2', '139-0000-2002'],
  ['p-4001', '指挥员甲', 'command', bureauScope, '139-0000-4001'],
  ['p-4002', '离任指挥员', 'command', bureauScope, '139-0000-4002'],
  ['p-9001', '管理员甲', 'admin', bureauScope, '139-0000-9001'],
] as const

/** 重大, found at 14:30 by the tests' clock. */
async function open(role: Role = 'officer'): Promise<Screen> {
  const phone: Phone = createPhone()
  await phone.give('squads', squad, { id: squad, name: '第一中队', phone: '139-0000-0001' })
  for (const [id, name, of, scope, number] of people)
    await phone.give('people', id, { id, number: id, name, role: of, scope, phone: number, active: id !== 'p-4002' })
  const { signId } = await knowSign(phone, { defects: { 'GG-P01': 'S' } })
  const scopes: readonly ScopeId[] = [bureauScope, squad]
  return mountScreen(CordonScreen, { phone, path: '/', role, scopes, props: { signId } })
}
const dialled = ({ wrapper }: Screen): readonly string[] =>
  wrapper.findAll('a[href^="tel:"]').map((link) => link.attributes('href')?.slice(4) ?? '')

test('beneath a 重大 sign stand the steps in their order, until when, and whom to call: the captain, the squad and the command centre', async () => {
  const screen = await open()
  await vi.waitFor(() => expect(screen.text()).toContain('险情排除时限 11-20 16:30'))
  expect(screen.text()).toContain('彻底整改时限 11-21 14:30')
  expect(screen.wrapper.findAll('ol li').map((step) => step.text())).toEqual([
    '拉警戒线，下方不留人',
    '涉电的先断电，够不着的不要碰',
    '打电话报中队长和指挥中心',
    '拍远景、近景、固定部位、下方',
    '告知责任人',
    '拆除、卸载或支撑',
    '请第二个人到场复查',
  ])
  await vi.waitFor(() =>
    expect(dialled(screen)).toEqual(['110', '119', '120', '122', '139-0000-2001', '139-0000-0001', '139-0000-4001']),
  )
  expect(screen.text()).toContain('指挥中心 指挥员甲')
})

test('an officer goes on to the notice, an 协管员 to the reminder', async () => {
  const officer = await open()
  await vi.waitFor(() => expect(officer.text()).toContain('整改通知书草稿'))
  officer.wrapper.unmount()
  const aux = await open('aux')
  await vi.waitFor(() => expect(aux.text()).toContain('隐患整改提醒单'))
  expect(aux.text()).not.toContain('整改通知书')
})
