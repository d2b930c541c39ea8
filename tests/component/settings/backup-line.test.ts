// Dexie's live queries look for the global engine when Dexie is loaded: this comes first.
import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import BackupLine from '../../../src/app/features/settings/BackupLine.vue'
import SettingsScreen from '../../../src/app/features/settings/SettingsScreen.vue'
import { saveFact, type Facts } from '../../../src/device/database/facts.ts'
import type { OfficeApi } from '../../../src/app/office-api.ts'
import type { Role } from '../../../src/domain/people/role.ts'
import { createPhone, mountScreen, type Phone, type Screen } from '../support/mount-screen.ts'

const minuteMs = 60_000

describe('the office’s line about backups', () => {
  let phone: Phone
  beforeEach(() => {
    phone = createPhone()
  })

  const open = (): Promise<Screen> => mountScreen(BackupLine, { phone, path: '/settings', role: 'admin' })
  const told = (backup: Facts['backup']): Promise<void> => saveFact(phone.db, 'backup', backup)
  const coveredAgo = (agoMs: number): Promise<void> => told({ coversUntilMs: phone.clock.now() - agoMs })

  test('says that none are configured', async () => {
    await told(undefined)
    const screen = await open()
    await vi.waitFor(() => expect(screen.text()).toContain('▲ 未配置备份'))
  })

  test('says nothing before the server has told', async () => {
    const screen = await open()
    expect(screen.text()).not.toContain('备份')
  })

  test('says that the first is still to come', async () => {
    await told({ coversUntilMs: null })
    const screen = await open()
    await vi.waitFor(() => expect(screen.text()).toContain('▲ 已配置备份，第一次备份还没有完成'))
  })

  test('says when the last was made', async () => {
    await coveredAgo(30 * minuteMs)
    const screen = await open()
    await vi.waitFor(() => expect(screen.text()).toContain('✓ 最近一次备份 11-20 14:00'))
  })

  test('warns once the hourly ones have failed for hours', async () => {
    await coveredAgo(200 * minuteMs)
    const screen = await open()
    await vi.waitFor(() => expect(screen.text()).toContain('▲ 最近一次备份 11-20 11:10，之后的没有成功'))
  })

  test.each<[Role, boolean]>([
    ['admin', true],
    ['captain', false],
  ])('is shown to %s: %s', async (role, isShown) => {
    await told(undefined)
    const office = {
      assignments: async () => [],
      onNews: () => () => undefined,
    } as unknown as OfficeApi
    const screen = await mountScreen(SettingsScreen, { phone, path: '/settings', role, services: { office } })
    await vi.waitFor(() => expect(screen.text()).toContain('学校'))
    await vi.waitFor(() => expect(screen.text().includes('未配置备份')).toBe(isShown))
  })
})
