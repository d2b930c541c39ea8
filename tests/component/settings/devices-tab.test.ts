import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import DevicesTab from '../../../src/app/features/settings/DevicesTab.vue'
import type { Device } from '../../../src/app/features/settings/device-words.ts'
import { wang, li } from '../../support/roster-data.ts'
import { createPhone, mountScreen } from '../support/mount-screen.ts'
import { createOfficeDocuments } from '../support/office-documents.ts'

const device = (last: string, more: Partial<Device>): Device => ({
  device: `018f0000-0000-7000-8000-0000000000${last}` as Device['device'],
  personId: wang.id,
  lastWordAt: '2026-11-20T06:00:00.000Z',
  app: '1.0.0',
  unsentEntries: 0,
  unsentParts: 0,
  storage: 'persisted',
  freeBytes: 3_200_000_000,
  revoked: false,
  ...more,
})

test('every device of the bureau stands there, what somebody should see to first, and leads to its end', async () => {
  const documents = createOfficeDocuments()
  for (const person of [wang, li]) documents.put('people', person.id, person)
  const well = device('a1', {})
  const waiting = device('a2', { unsentEntries: 2, unsentParts: 5, oldestUnsentAt: '2026-11-19T23:12:00.000Z' })
  const cleared = device('a3', { personId: li.id, storage: 'bestEffort', sentinelLost: true, freeBytes: 200_000_000 })
  const all = [well, waiting, cleared]
  const devices = async (person?: string) => all.filter(({ personId }) => !person || personId === person)
  const office = { ...documents.office, devices }
  const screen = await mountScreen(DevicesTab, { phone: createPhone(), path: '/', role: 'admin', services: { office } })
  await vi.waitFor(() => expect(screen.text()).toContain('3 台设备，1 台有内容未送达，1 台存储有问题'))
  const lines = screen.wrapper.findAll('tbody tr').map((row) => row.text().replace(/\s+/g, ' '))
  expect(lines[0]).toContain('▲ 存储可能被系统清理，剩余 0.2 GB，本机数据曾被浏览器清空')
  expect(lines[1]).toContain('▲ 当时还有 2 条记录、5 份照片或语音未送达，最早 2026-11-20 07:12')
  expect(lines[2]).toContain('1001 王一2026-11-20 14:00当时没有未送达的内容1.0.0存储受保护，剩余 3.2 GB')
  await screen.wrapper.findAll('tbody button')[0]!.trigger('click')
  await vi.waitFor(() => expect(screen.text()).toContain('吊销（被盗）'))
})
