import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import OfficeWind from '../../../src/app/features/sign-register/OfficeWind.vue'
import type { ScopeId } from '../../../src/domain/ids.ts'
import { knowSign } from '../support/known-sign.ts'
import { createPhone, mountScreen, squad, type Phone, type Screen } from '../support/mount-screen.ts'

const other = 'squad-2' as ScopeId

async function open(phone: Phone, scopes: readonly ScopeId[]): Promise<Screen> {
  await phone.give('squads', squad, { id: squad, name: '第一中队' })
  await phone.give('squads', other, { id: other, name: '第二中队' })
  return mountScreen(OfficeWind, { phone, path: '/office/signs/wind', role: 'captain', scopes })
}

const recorded = async (phone: Phone): Promise<readonly unknown[]> =>
  (await phone.db.journal.toArray()).map(({ entry: { kind, subjects, data } }) => ({ kind, subjects, data }))

test('a captain of two squads says for which one a warning is', async () => {
  const phone = createPhone()
  const screen = await open(phone, [squad, other])
  await vi.waitFor(() => expect(screen.wrapper.findAll('option').map((each) => each.text())).toContain('第二中队'))
  await screen.wrapper.find('select').setValue(other)
  await screen.tap('发布')
  await vi.waitFor(async () =>
    expect(await recorded(phone)).toMatchObject([
      { kind: 'wind.warned', subjects: ['wind-squad-2'], data: { level: 'blue' } },
    ]),
  )
})

test('a captain of one squad is asked for nothing but level and time', async () => {
  const phone = createPhone()
  const screen = await open(phone, [squad])
  await vi.waitFor(() => expect(screen.button('发布')).toBeDefined())
  expect(screen.text()).not.toContain('适用范围')
  await screen.tap('发布')
  await vi.waitFor(async () =>
    expect(await recorded(phone)).toMatchObject([
      { subjects: ['wind-squad-1'], data: { until: '2026-11-20T18:30:00.000Z' } },
    ]),
  )
})

test('an empty number of hours ends nothing: the warning is not sent', async () => {
  const phone = createPhone()
  const screen = await open(phone, [squad])
  await vi.waitFor(() => expect(screen.button('发布')).toBeDefined())
  await screen.wrapper.find('input[type=number]').setValue('')
  expect(screen.button('发布')?.disabled).toBe(true)
  await screen.wrapper.find('form').trigger('submit')
  expect(await recorded(phone)).toEqual([])
})

test('a warning that is in force can be lifted, and who raised it is written down', async () => {
  const phone = createPhone()
  const [from, until] = ['2026-11-20T06:00:00+08:00', '2026-11-20T22:00:00+08:00']
  const warnings = [{ level: 'orange', from, until, by: 'p-2001' }]
  await phone.give('people', 'p-2001', {
    id: 'p-2001',
    number: '2001',
    name: '示例队长',
    role: 'captain',
    scope: squad,
  })
  await phone.give('alerts', 'wind-squad-1', { id: 'wind-squad-1', scope: squad, level: 'orange', until, warnings })
  const screen = await open(phone, [squad])
  await vi.waitFor(() => expect(screen.text()).toContain('示例队长发布'))
  expect(screen.text()).toContain('橙色 第一中队 · 2026-11-20 06:00 起，2026-11-20 22:00 自动解除')
  await screen.tap('解除')
  await vi.waitFor(async () =>
    expect(await recorded(phone)).toMatchObject([{ kind: 'wind.lifted', subjects: ['wind-squad-1'] }]),
  )
})

test('a neighbour’s warning puts no sign of ours on tonight’s route', async () => {
  const phone = createPhone()
  await knowSign(phone, { facts: { signType: 'ROOF', content: '示例大楼' } })
  const until = '2026-11-20T22:00:00+08:00'
  await phone.give('alerts', 'wind-squad-2', { id: 'wind-squad-2', scope: other, level: 'orange', until })
  await phone.readFeeds()
  const screen = await open(phone, [squad, other])
  await vi.waitFor(() => expect(screen.text()).toContain('大风橙色预警生效'))
  await vi.waitFor(() => expect(screen.text()).toContain('没有要去的招牌'))
})

const blue = { id: 'wind-squad-1', scope: squad, level: 'blue', until: '2026-11-20T22:00:00+08:00' }

test('under 蓝 the office has the owners with what each is told, and calls a number that is kept nowhere', async () => {
  const phone = createPhone()
  await knowSign(phone, {
    facts: { signType: 'ROOF', content: '示例大楼', ownerName: '示例物业', ownerKind: 'property' },
  })
  await phone.give('alerts', 'wind-squad-1', blue)
  const screen = await open(phone, [squad])
  await vi.waitFor(() => expect(screen.text()).toContain('提醒责任人 · 1 家，1 块招牌'))
  expect(screen.text()).toContain('示例物业（物业）')
  expect(screen.text()).toContain(
    '大风蓝色预警，11-20 22:00 前有效。示例物业：请马上检查并加固以下招牌，必要时断电。“示例大楼”（示例路 1 号）。第一中队',
  )
  expect(screen.wrapper.find('a[href^="tel:"]').exists()).toBe(false)
  await screen.wrapper.get('[aria-label="示例物业的电话"]').setValue('0555-123 4567')
  expect(screen.wrapper.get('a[href^="tel:"]').attributes('href')).toBe('tel:05551234567')
  expect(await recorded(phone)).toMatchObject([{ kind: 'sign.registered' }])
})

test('two numbers that stand in one field are two to call, never one long one', async () => {
  const phone = createPhone()
  await knowSign(phone, { facts: { signType: 'ROOF', ownerName: '示例物业', ownerKind: 'property' } })
  await phone.give('alerts', 'wind-squad-1', blue)
  const screen = await open(phone, [squad])
  await vi.waitFor(() => expect(screen.wrapper.find('[aria-label="示例物业的电话"]').exists()).toBe(true))
  await screen.wrapper.get('[aria-label="示例物业的电话"]').setValue('0555-1234567/139 0000 0000')
  expect(screen.wrapper.findAll('a[href^="tel:"]').map((link) => [link.attributes('href'), link.text()])).toEqual([
    ['tel:05551234567', '拨打 05551234567'],
    ['tel:13900000000', '拨打 13900000000'],
  ])
})

test('shops of one name are told apart by where they stand', async () => {
  const phone = createPhone()
  for (const address of ['示例路 1 号', '示例路 9 号'])
    await knowSign(phone, { facts: { signType: 'POLE', ownerName: '示例小吃', ownerKind: 'shop', address } })
  await phone.give('alerts', 'wind-squad-1', blue)
  const screen = await open(phone, [squad])
  await vi.waitFor(() => expect(screen.text()).toContain('提醒责任人 · 2 家，2 块招牌'))
  const labels = screen.wrapper.findAll('input[type=tel]').map((field) => field.attributes('aria-label'))
  expect(labels).toEqual(['示例小吃（示例路 1 号）的电话', '示例小吃（示例路 9 号）的电话'])
})

test('words that were copied are not said to be the copied ones when the warning has grown', async () => {
  vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
  const phone = createPhone()
  await knowSign(phone, { facts: { signType: 'ROOF', ownerName: '示例物业' } })
  await phone.give('alerts', 'wind-squad-1', blue)
  const screen = await open(phone, [squad])
  await vi.waitFor(() => expect(screen.button('复制短信')).toBeDefined())
  await screen.tap('复制短信')
  expect(screen.text()).toContain('✓ 已复制')
  await phone.give('alerts', 'wind-squad-1', { ...blue, level: 'orange' })
  await vi.waitFor(() => expect(screen.text()).toContain('大风橙色预警，11-20 22:00 前有效'))
  expect(screen.text()).not.toContain('已复制')
  vi.restoreAllMocks()
})

test('owners of what another squad has lent are told by that squad, which stands there', async () => {
  const phone = createPhone()
  const route = { id: 'route-squad-2-squad-1', scope: squad, home: other, crews: [], level: 'orange' }
  const times = { since: '2026-11-20T06:00:00+08:00', until: blue.until, publishedAt: '2026-11-20T06:10:00+08:00' }
  await phone.give('routes', route.id, { ...route, ...times })
  const lent = await knowSign(phone, { facts: { signType: 'ROOF', ownerName: '外队物业' } })
  const row = await phone.db.signs.get(lent.signId)
  if (!row) throw new Error('the sign was given to this phone')
  await phone.db.signs.put({ ...row, value: { ...row.value, scope: other } })
  const screen = await open(phone, [squad])
  await vi.waitFor(() => expect(screen.text()).toContain('另有外中队借来的 1 块，由所属中队提醒责任人'))
  expect(screen.text()).toContain('提醒责任人 · 0 家，0 块招牌')
  expect(screen.text()).not.toContain('外队物业')
})

test('the list of owners is printed alone, and a crew’s sheet without it', async () => {
  const print = vi.fn()
  vi.stubGlobal('print', print)
  const phone = createPhone()
  await knowSign(phone, { facts: { signType: 'ROOF', ownerName: '示例物业' } })
  await phone.give('alerts', 'wind-squad-1', blue)
  const screen = await open(phone, [squad])
  await vi.waitFor(() => expect(screen.button('打印提醒名单')).toBeDefined())
  const isOnPaper = (selector: string): boolean => !screen.wrapper.get(selector).classes('not-on-paper')
  await screen.tap('打印提醒名单')
  await vi.waitFor(() => expect(print).toHaveBeenCalledTimes(1))
  expect([isOnPaper('[data-reminders]'), isOnPaper('[data-route]')]).toEqual([true, false])
  await screen.tap('打印路线')
  await vi.waitFor(() => expect(print).toHaveBeenCalledTimes(2))
  expect([isOnPaper('[data-reminders]'), isOnPaper('[data-route]')]).toEqual([false, true])
  vi.unstubAllGlobals()
})

test('a squad whose document has not come yet is called by a word, never by its id', async () => {
  const phone = createPhone()
  const warning = { level: 'blue', from: '2026-11-20T06:00:00+08:00', until: blue.until, by: 'p-2001' }
  await phone.give('alerts', 'wind-squad-2', { ...blue, id: 'wind-squad-2', scope: other, warnings: [warning] })
  const screen = await mountScreen(OfficeWind, { phone, path: '/', role: 'captain', scopes: [squad, other] })
  await vi.waitFor(() => expect(screen.text()).toContain('蓝色 中队 · 2026-11-20 06:00 起'))
  expect(screen.text()).not.toContain('squad-')
})
