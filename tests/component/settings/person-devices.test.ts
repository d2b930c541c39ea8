import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import PersonDevices from '../../../src/app/features/settings/PersonDevices.vue'
import type { OfficeApi } from '../../../src/app/office-api.ts'
import type { DeviceListResponse } from '../../../src/protocol/office.ts'
import { device as here } from '../../support/phone-storage.ts'
import { agreeTo, questionAsked } from '../support/answer-dialog.ts'
import { createPhone, mountScreen } from '../support/mount-screen.ts'

type Device = DeviceListResponse['devices'][number]
const lost = {
  device: '018f0000-0000-7000-8000-0000000000aa' as Device['device'],
  lastWordAt: '2026-11-20T06:00:00.000Z',
  app: '1.0.0',
  unsentEntries: 2,
  unsentParts: 5,
  storage: 'persisted' as const,
  freeBytes: 1_500_000_000,
  revoked: false,
}

async function open(devices: Device[]) {
  const revoked: unknown[] = []
  const office = {
    devices: async () => [...devices],
    revokeDevice: async (device: string, as: 'retired' | 'stolen') => {
      revoked.push([device, as])
      const end = { revoked: true, revokedAs: as, revokedAt: '2026-11-20T07:00:00.000Z', erasedAt: null }
      devices.splice(0, devices.length, ...devices.map((each) => (each.device === device ? { ...each, ...end } : each)))
    },
  } as unknown as OfficeApi
  const screen = await mountScreen(PersonDevices, {
    phone: createPhone(),
    path: '/settings',
    role: 'admin',
    props: { personId: 'p-1001' },
    services: { office },
  })
  await vi.waitFor(() => expect(screen.text()).toContain('最近联系'))
  return { screen, revoked }
}

test('a lost phone is ended after a question that says what is only on it', async () => {
  const { screen, revoked } = await open([
    lost,
    { ...lost, device: here, unsentEntries: 0, unsentParts: 0, lastWordAt: null },
  ])
  expect(screen.text()).toContain(
    '最近联系 2026-11-20 14:00当时还有 2 条记录、5 份照片或语音未送达存储受保护，剩余 1.5 GB版本 1.0.0',
  )
  expect(screen.text()).toContain(
    '登录后还没有同步过当时没有未送达的内容存储受保护，剩余 1.5 GB版本 1.0.0正在使用的这台',
  )
  await screen.tap('吊销（遗失或离职）')
  await vi.waitFor(() => expect(questionAsked()).toContain('先送达本人的记录和照片，再清除'))
  expect(questionAsked()).toContain('不能恢复')
  expect(revoked).toEqual([])
  await agreeTo('当时还有 2 条记录、5 份照片或语音未送达')
  await vi.waitFor(() => expect(screen.text()).toContain('■ 已吊销（遗失或离职）还没有联网，数据还在设备上'))
  expect(revoked).toEqual([[lost.device, 'retired']])
  expect(screen.button('吊销（遗失或离职）')).toBeUndefined()
})

test('a stolen phone: what nobody will ever see is said before, of other people too', async () => {
  const { screen, revoked } = await open([{ ...lost, othersUnsent: 4 }])
  expect(screen.text()).toContain('▲ 同一台设备上其他人还有 4 条未送达')
  await screen.tap('吊销（被盗）')
  await vi.waitFor(() => expect(questionAsked()).toContain('永远丢失'))
  await agreeTo('其他人还有 4 条未送达')
  await vi.waitFor(() => expect(screen.text()).toContain('■ 已吊销（被盗）'))
  expect(revoked).toEqual([[lost.device, 'stolen']])
})

test('what a phone said at its end is shown', async () => {
  const end = { revoked: true, revokedAs: 'retired', erasedAt: '2026-11-20T08:00:00.000Z', keptPeople: 1 } as const
  const { screen } = await open([{ ...lost, ...end }])
  expect(screen.text()).toContain('2026-11-20 16:00 已清除全部数据，另有 1 人的未送达记录留在设备上')
  expect(screen.button('吊销（被盗）')).toBeUndefined()
})
