import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import OfficeWind from '../../../src/app/features/sign-register/OfficeWind.vue'
import type { PersonId, ScopeId, StreetId, SubjectId } from '../../../src/domain/ids.ts'
import { must } from '../../../src/lib/must.ts'
import type { Role } from '../../../src/domain/people/role.ts'
import type { WindRouted } from '../../../src/domain/signage/wind-entries.ts'
import type { WindRouteDocument } from '../../../src/domain/signage/wind-route-document.ts'
import { knowSign } from '../support/known-sign.ts'
import { createPhone, mountScreen, squad, type Phone, type Screen } from '../support/mount-screen.ts'

const other = 'squad-2' as ScopeId
const until = '2026-11-20T22:00:00+08:00'
const warning = { level: 'orange', from: '2026-11-20T06:00:00+08:00', until, by: 'p-2001' }

async function windyPhone(): Promise<{ readonly phone: Phone; readonly signs: readonly SubjectId[] }> {
  const phone = createPhone()
  await phone.give('squads', squad, { id: squad, name: '第一中队' })
  await phone.give('squads', other, { id: other, name: '第二中队' })
  for (const [id, name] of [
    ['street-1', '示例东路'],
    ['street-2', '示例西路'],
  ] as const)
    await phone.give('streets', id, { id, name, roadClass: 'main', scope: squad, line: [] })
  await phone.give('alerts', 'wind-squad-1', {
    id: 'wind-squad-1',
    scope: squad,
    level: 'orange',
    until,
    warnings: [warning],
  })
  const signs: SubjectId[] = []
  for (const [content, streetId] of [
    ['东楼', 'street-1'],
    ['西楼', 'street-2'],
  ] as const) {
    const facts = { signType: 'ROOF', content, streetId: streetId as StreetId } as const
    signs.push((await knowSign(phone, { facts, defects: {} })).signId)
  }
  return { phone, signs }
}

const stopOf = (sign: SubjectId) => ({
  sign,
  score: { grade: 1, height: 1, exposure: 1, gate: 1 },
  gateM: null,
  roadClass: null,
})

const open = (phone: Phone, role: Role = 'captain'): Promise<Screen> =>
  mountScreen(OfficeWind, { phone, path: '/office/signs/wind', role })

async function routed(phone: Phone): Promise<WindRouted | undefined> {
  const entry = (await phone.db.journal.toArray()).map((row) => row.entry).find(({ kind }) => kind === 'wind.routed')
  return entry?.data as WindRouted | undefined
}

const publishedRoute = (crews: WindRouteDocument['crews']) => ({
  id: 'route-squad-1',
  scope: squad,
  home: squad,
  level: 'orange',
  since: '2026-11-20T06:00:00+08:00',
  until,
  publishedAt: '2026-11-20T06:10:00+08:00',
  crews,
})

test('the route is split by street among two crews, one of another squad, and published', async () => {
  const { phone, signs } = await windyPhone()
  const screen = await open(phone)
  const field = (label: string) => screen.wrapper.find(`[aria-label="${label}"]`)
  await vi.waitFor(() => expect(screen.text()).toContain('示例西路（1 块）'))
  expect(screen.text()).toContain('还没有发布')
  await screen.wrapper.find('.plan input[type=number]').setValue(2)
  await vi.waitFor(() => expect(field('第 2 组的中队').exists()).toBe(true))
  await field('第 2 组的中队').setValue(other)
  expect(screen.text()).toContain('其他中队的手机只收到这一组的招牌')
  const streetField = (name: string) =>
    screen.wrapper
      .findAll('label')
      .find((label) => label.text().startsWith(name))
      ?.find('select')
  await streetField('示例东路')?.setValue('0')
  await streetField('示例西路')?.setValue('1')
  await screen.tap('发布分组')
  await vi.waitFor(async () => expect(await routed(phone)).toBeDefined())
  expect((await routed(phone))?.crews.map(({ squad: of, stops }) => [of, stops.map(({ sign }) => sign)])).toEqual([
    [squad, [signs[0]]],
    [other, [signs[1]]],
  ])
  expect((await routed(phone))?.crews[0]?.stops[0]).toMatchObject({ score: { grade: 1 }, roadClass: 'main' })
})

test('people of another squad whose names the office knows are named, and a squad that is chosen anew starts whole', async () => {
  const { phone } = await windyPhone()
  for (const [id, name, scope] of [
    ['p-1', '示例甲', squad],
    ['p-2', '示例乙', other],
    ['p-3', '示例丙', other],
  ] as const)
    await phone.give('people', id, { id, name, scope, number: id, role: 'officer', active: true })
  const screen = await open(phone, 'command')
  const box = (name: string) =>
    screen.wrapper
      .findAll('.person')
      .find((label) => label.text() === name)
      ?.find('input')
  await vi.waitFor(() => expect(box('示例甲')).toBeDefined())
  await box('示例甲')?.setValue(true)
  await screen.wrapper.get('[aria-label="第 1 组的中队"]').setValue(other)
  await vi.waitFor(() => expect(box('示例丙')).toBeDefined())
  expect(box('示例甲')).toBeUndefined()
  expect(screen.text()).toContain('全队')
  await box('示例乙')?.setValue(true)
  await box('示例丙')?.setValue(true)
  await box('示例乙')?.setValue(false)
  await screen.tap('发布分组')
  await vi.waitFor(async () => expect((await routed(phone))?.crews).toMatchObject([{ squad: other, people: ['p-3'] }]))
})

test('of named people whose names the office does not know it says how many, and lets them go', async () => {
  const { phone, signs } = await windyPhone()
  const people = ['p-8', 'p-9'] as PersonId[]
  await phone.give(
    'routes',
    'route-squad-1',
    publishedRoute([{ name: '一组', squad: other, people, stops: signs.map(stopOf) }]),
  )
  const screen = await open(phone)
  await vi.waitFor(() => expect(screen.wrapper.find('[data-crew=一组]').text()).toContain('已点名 2 人'))
  expect(screen.wrapper.find('[data-crew=一组]').text()).not.toContain('同事')
  await vi.waitFor(() => expect(screen.wrapper.find('.plan').text()).toContain('已点名 2 人'))
  await screen.tap('取消点名')
  expect(screen.text()).toContain('全队')
  await screen.tap('发布分组')
  await vi.waitFor(async () => expect((await routed(phone))?.crews).toMatchObject([{ squad: other, people: [] }]))
})

test('of each crew of the published route the office sees how many are left', async () => {
  const { phone, signs } = await windyPhone()
  await phone.give(
    'routes',
    'route-squad-1',
    publishedRoute([
      { name: '一组', squad, people: ['p-1' as PersonId], stops: [stopOf(must(signs[0], 'a sign'))] },
      {
        name: '二组',
        squad: other,
        people: [],
        stops: [stopOf(must(signs[1], 'a second sign')), stopOf('sign-not-here' as SubjectId)],
      },
    ]),
  )
  await phone.give('people', 'p-1', {
    id: 'p-1',
    name: '示例甲',
    scope: squad,
    number: '1',
    role: 'officer',
    active: true,
  })
  const screen = await open(phone)
  await vi.waitFor(() => expect(screen.text()).toContain('一组 · 还剩 0 块，共 1 块'))
  await vi.waitFor(() => expect(screen.wrapper.find('[data-crew=一组]').text()).toContain('示例甲'))
  expect(screen.text()).toContain('二组 · 还剩 1 块，共 2 块')
  expect(screen.text()).toContain('06:10 已发布')
  const west = screen.wrapper.findAll('label').find((label) => label.text().startsWith('示例西路'))
  await vi.waitFor(() => expect(west?.find('select').element.value).toBe('1'))
  expect(screen.wrapper.find('[data-crew=一组]').text()).toContain('✓ 已排雷')
})
