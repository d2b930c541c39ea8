import 'fake-indexeddb/auto'
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import SettingsScreen from '../../../src/app/features/settings/SettingsScreen.vue'
import { createPhone, mountScreen } from '../support/mount-screen.ts'
import { createOfficeDocuments } from '../support/office-documents.ts'

enableAutoUnmount(afterEach)

test('a year that is not saved is left only by somebody who says so', async () => {
  const services = { office: createOfficeDocuments().office }
  const screen = await mountScreen(SettingsScreen, { phone: createPhone(), path: '/', role: 'admin', services })
  await screen.tap('工作日历')
  screen.wrapper.get<HTMLButtonElement>('[data-date="2026-10-01"]').element.click()
  await flushPromises()
  await screen.tap('学校')
  expect(screen.text()).toContain('有未保存的内容，离开后就没有了')
  await screen.tap('取消')
  expect(screen.text()).toContain('有未保存的修改')
  await screen.tap('学校')
  await screen.tap('离开')
  expect(screen.wrapper.find('[data-date]').exists()).toBe(false)
})
