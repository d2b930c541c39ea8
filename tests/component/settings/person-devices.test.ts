import 'fake-indexeddb/auto'
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import PersonDevices from '../../../src/app/features/settings/PersonDevices.vue'
import type { OfficeApi } from '../../../src/app/office-api.ts'
import type { DeviceListResponse } from '../../../src/protocol/office.ts'
import { device as here } from '../../support/phone-storage.ts'
import { createPhone, mountScreen } from '../support/mount-screen.ts'

enableAutoUnmount(afterEach)

type Device = DeviceListResponse['devices'][number]
const lost = {
  device: '018f0000-0000-7000-8000-0000000000aa' as Device['device'],
  lastWordAt: '2026-11-20T06:00:00.000Z',
  app: '1.0.0',
  unsentEntries: 2,
  unsentParts: 5,
  revoked: false,
}

test('a lost phone is ended after a question, and is then shown as ended', async () => {
  const phone = createPhone()
  const devices: Device[] = [lost, { ...lost, device: here, unsentEntries: 0, unsentParts: 0, lastWordAt: null }]
  const office = {
    devices: async () => [...devices],
    revokeDevice: async (device: string) => {
      devices.splice(0, devices.length, ...devices.map((each) => ({ ...each, revoked: each.device === device })))
    },
  } as unknown as OfficeApi
  const props = { personId: 'p-1001' }
  const screen = await mountScreen(PersonDevices, {
    phone,
    path: '/settings',
    role: 'admin',
    props,
    services: { office },
  })
  await vi.waitFor(() =>
    expect(screen.text()).toContain('最近联系 2026-11-20 14:00当时还有 2 条记录、5 张照片未送达版本 1.0.0'),
  )
  expect(screen.text()).toContain('登录后还没有同步过当时没有未送达的内容版本 1.0.0正在使用的这台')
  await screen.tap('停用此设备')
  await vi.waitFor(() => expect(screen.text()).toContain('确定停用？'))
  expect(screen.text()).not.toContain('已停用')
  const confirm = [...document.querySelectorAll<HTMLButtonElement>('.van-dialog__confirm')].at(-1)
  confirm?.click()
  await flushPromises()
  await vi.waitFor(() => expect(screen.text()).toContain('■ 已停用'))
})
