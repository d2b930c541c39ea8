import 'fake-indexeddb/auto'
import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import SurveyScreen from '../../../src/app/features/signs/SurveyScreen.vue'
import WindRouteScreen from '../../../src/app/features/signs/WindRouteScreen.vue'
import { knowSign } from '../support/known-sign.ts'
import { createPhone, mountScreen, type Phone } from '../support/mount-screen.ts'

enableAutoUnmount(afterEach)

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

test('under 红 nobody is sent out', async () => {
  const phone = createPhone()
  await warn(phone, 'red')
  await knowSign(phone, { facts: { signType: 'ROOF' } })
  const screen = await mountScreen(WindRouteScreen, { phone, path: '/signs/wind' })
  await vi.waitFor(() => expect(screen.text()).toContain('不外出，风后再排雷'))
  expect(screen.text()).toContain('没有要去的招牌')
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
