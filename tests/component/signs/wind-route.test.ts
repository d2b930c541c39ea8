import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import SignList from '../../../src/app/features/signs/SignList.vue'
import SurveyScreen from '../../../src/app/features/signs/SurveyScreen.vue'
import WindRouteScreen from '../../../src/app/features/signs/WindRouteScreen.vue'
import { knowSign } from '../support/known-sign.ts'
import { createPhone, mountScreen, type Phone } from '../support/mount-screen.ts'
import { officer } from '../../support/phone-storage.ts'

const warn = (phone: Phone, level: string): Promise<void> =>
  phone.give('alerts', 'wind-squad-1', {
    id: 'wind-squad-1',
    scope: 'squad-1',
    level,
    until: '2026-11-20T22:00:00+08:00',
  })

test('tonight’s route says of each sign why it stands there', async () => {
  const phone = createPhone()
  await warn(phone, 'blue')
  await knowSign(phone, { facts: { signType: 'ROOF', bottomM: 20, content: '示例大楼' } })
  await knowSign(phone, { facts: { content: '示例书店' } })
  const screen = await mountScreen(WindRouteScreen, { phone, path: '/signs/wind' })
  await vi.waitFor(() => expect(screen.text()).toContain('示例大楼'))
  expect(screen.text()).toContain('大风蓝色预警生效')
  expect(screen.text()).toContain('等级 4 × 高度 3 × 人流 2 × 校门 1 = 24')
  expect(screen.text()).not.toContain('示例书店')
})

const routeFor = (people: readonly string[], sign: string) => ({
  id: 'route-squad-2@squad-1',
  scope: 'squad-1',
  home: 'squad-2',
  level: 'orange',
  since: '2026-11-20T06:00:00+08:00',
  until: '2026-11-20T22:00:00+08:00',
  publishedAt: '2026-11-20T06:10:00+08:00',
  crews: [
    {
      name: '增援组',
      squad: 'squad-1',
      people,
      stops: [{ sign, score: { grade: 6, height: 3, exposure: 2, gate: 2 }, gateM: 90, roadClass: 'main' }],
    },
  ],
})

test('what was split for one’s crew stands on the phone under its name, with the score it was given', async () => {
  const phone = createPhone()
  const { signId } = await knowSign(phone, { facts: { content: '示例书店' } })
  await phone.give('routes', 'route-squad-2@squad-1', routeFor([], signId))
  const screen = await mountScreen(WindRouteScreen, { phone, path: '/signs/wind' })
  await vi.waitFor(() => expect(screen.text()).toContain('增援组 · 还剩 1 块，共 1 块'))
  await vi.waitFor(() => expect(screen.text()).toContain('等级 6 × 高度 3 × 人流 2 × 校门 2 = 72'))
  expect(screen.text()).toContain('大风橙色预警生效')
})

test('who goes with one stands beneath the name of the crew', async () => {
  const phone = createPhone()
  const { signId } = await knowSign(phone, { facts: { content: '示例书店' } })
  await phone.give('people', 'p-1009', { id: 'p-1009', name: '队员壬' })
  await phone.give('routes', 'route-squad-2@squad-1', routeFor([officer, 'p-1009'], signId))
  const screen = await mountScreen(WindRouteScreen, { phone, path: '/signs/wind' })
  await vi.waitFor(() => expect(screen.text()).toContain('队员甲、队员壬'))
})

test('a crew of named colleagues is nobody else’s', async () => {
  const phone = createPhone()
  const { signId } = await knowSign(phone, { facts: { content: '示例书店' } })
  await phone.give('routes', 'route-squad-2@squad-1', routeFor(['p-1009'], signId))
  const screen = await mountScreen(WindRouteScreen, { phone, path: '/signs/wind' })
  await vi.waitFor(() => expect(screen.text()).toContain('没有分给你的'))
  expect(screen.text()).not.toContain('增援组')
})

test('[ENTRY-56] after a wind the list says of a crowded sign by when it is due again, and why', async () => {
  const phone = createPhone()
  const facts = { content: '示例书店', pathBelow: 'entrance' } as const
  await knowSign(phone, { facts, defects: {} })
  const [from, until] = ['2026-11-20T06:00:00+08:00', '2026-11-20T14:40:00+08:00']
  await phone.give('alerts', 'wind-squad-1', {
    id: 'wind-squad-1',
    scope: 'squad-1',
    level: 'yellow',
    until,
    warnings: [{ level: 'yellow', from, until, by: 'p-2001' }],
  })
  phone.clock.advance(12 * 3_600_000)
  const screen = await mountScreen(SignList, { phone, path: '/signs' })
  await vi.waitFor(() => expect(screen.text()).toContain('大风预警 11-20 14:40 结束，11-22 14:40 前要再排雷一次'))
})

test('[ENTRY-67] a large roof sign is to be surveyed again once the days ahead of a season have begun', async () => {
  const phone = createPhone()
  await knowSign(phone, { facts: { content: '示例楼顶', signType: 'ROOF', widthM: 10 }, defects: {} })
  const seasons = [{ kind: 'thunder', startsOn: '12-10', aheadDays: 15 }]
  await phone.give('calendars', 'calendar', {
    id: 'calendar',
    scope: 'bureau',
    version: 1,
    holidays: [],
    workdays: [],
    seasons,
  })
  const before = await mountScreen(SignList, { phone, path: '/signs' })
  await vi.waitFor(() => expect(before.text()).toContain('已查 1 / 1'))
  before.wrapper.unmount()
  phone.clock.advance(5 * 24 * 3_600_000)
  const screen = await mountScreen(SignList, { phone, path: '/signs' })
  await vi.waitFor(() => expect(screen.text()).toContain('雷雨季前要再排雷一次：2026-11-25 起查，2026-12-09 前查完'))
  expect(screen.text()).toContain('已查 0 / 1')
})

test.each([
  ['blue', '看路线上的招牌，提醒责任人'],
  ['yellow', '现场看人员密集处的招牌，撤下布幅和临时广告，降下屏幕'],
  ['orange', '断电，在未整改的重大隐患下方设警戒；不安全时停止外出'],
])('under %s the route begins with what is to be done', async (level, words) => {
  const phone = createPhone()
  await warn(phone, level)
  const screen = await mountScreen(WindRouteScreen, { phone, path: '/signs/wind' })
  await vi.waitFor(() => expect(screen.text()).toContain(words))
})

test('under 红 nobody is sent out', async () => {
  const phone = createPhone()
  await warn(phone, 'red')
  await phone.readFeeds()
  await knowSign(phone, { facts: { signType: 'ROOF' } })
  const screen = await mountScreen(WindRouteScreen, { phone, path: '/signs/wind' })
  await vi.waitFor(() => expect(screen.text()).toContain('不外出，风后再排雷'))
  await vi.waitFor(() => expect(screen.text()).toContain('没有要去的招牌'))
})

test('a survey is graded under the warning that is in force', async () => {
  const phone = createPhone()
  const { signId } = await knowSign(phone)
  await phone.give('streets', 'street-1', {
    id: 'street-1',
    name: '示例巷',
    roadClass: 'backStreet',
    scope: 'squad-1',
    line: [],
  })
  const draftId = phone.journal.newId()
  await phone.drafts.save({
    id: draftId,
    kind: 'survey',
    subject: signId,
    data: { answers: { 'GG-P01': 'M' }, methods: ['ground'], note: '', raisedTo: '', raisedReason: '' },
  })
  await warn(phone, 'yellow')
  const screen = await mountScreen(SurveyScreen, { phone, path: '/', props: { signId, draftId } })
  await vi.waitFor(() => expect(screen.text()).toContain('第 3 条：★ 关键项有 1 项明显，且大风黄色以上预警生效'))
})
