import { describe, expect, test, vi } from 'vitest'
import type { LogoutOutcome } from '../../../src/device/account/account.ts'
import type { AppServices } from '../../../src/app/services.ts'
import OfficeShell from '../../../src/app/ui/OfficeShell.vue'
import type { Role } from '../../../src/domain/people/role.ts'
import { createPhone, mountScreen, type Screen } from '../support/mount-screen.ts'

describe('the frame of the office', () => {
  function open(role: Role, services: Partial<AppServices> = {}): Promise<Screen> {
    return mountScreen(OfficeShell, {
      phone: createPhone(),
      path: '/office/duty',
      role,
      services,
      props: { title: '值守' },
    })
  }
  const links = (): readonly string[] =>
    [...document.querySelectorAll('nav a')].map((link) => link.textContent?.trim() ?? '')

  test.each([
    ['captain', ['待办', '值守', '台账', '投诉', '招牌', '排班', '导入', '设置', '今日']],
    ['inspector', ['待办', '值守', '台账', '投诉', '招牌', '审计']],
    ['command', ['待办', '值守', '台账', '投诉', '招牌', '导入']],
    ['admin', ['排班', '审计', '设置']],
  ] as const)('%s sees what their role is for', async (role, expected) => {
    await open(role)
    expect(links()).toEqual(expected)
  })

  test.each([
    ['/office/signs', '招牌'],
    ['/office/signs/doubles', '招牌'],
    ['/office/signs/sign-1', '招牌'],
    ['/office/sign-map', '招牌'],
    ['/office/places', '设置'],
    ['/office/verify', '台账'],
    ['/office/duty', '值守'],
  ])('%s belongs to %s', async (path, name) => {
    await mountScreen(OfficeShell, { phone: createPhone(), path, role: 'captain', props: { title: '' } })
    expect([...document.querySelectorAll('nav a.here')].map((link) => link.textContent?.trim())).toEqual([name])
  })

  describe('退出登录', () => {
    function servicesWith(outcome: LogoutOutcome) {
      const closePerson = vi.fn(async () => undefined)
      const account = { logout: async () => outcome } as unknown as AppServices['account']
      return { account, closePerson }
    }

    test('leaves for 登录 and then closes the data', async () => {
      const services = servicesWith({ outcome: 'signedOut' })
      const screen = await open('captain', services)
      let standingAt = ''
      services.closePerson.mockImplementation(async () => {
        standingAt = screen.router.currentRoute.value.path
      })
      await screen.tap('退出登录')
      await vi.waitFor(() => expect(standingAt).toBe('/login'))
    })

    test('is refused, with the reason, while work is unsent', async () => {
      const services = servicesWith({ outcome: 'refused', unsentEntries: 2, unsentPhotos: 1, unsentVoices: 0 })
      const screen = await open('captain', services)
      await screen.tap('退出登录')
      expect(screen.text()).toContain('本机还有 2 条记录、1 张照片没有送达')
      expect(services.closePerson).not.toHaveBeenCalled()
      expect(screen.router.currentRoute.value.path).toBe('/office/duty')
    })
  })
})
