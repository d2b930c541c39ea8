import { describe, expect, test, vi } from 'vitest'
import { shallowRef } from 'vue'
import LoginScreen from '../../../src/app/features/login/LoginScreen.vue'
import type { Account, LoginOutcome } from '../../../src/device/account/account.ts'
import { createPhone, mountScreen, type Screen } from '../support/mount-screen.ts'

describe('登录', () => {
  async function open(
    outcome: LoginOutcome,
    sample = false,
    isSignedIn = false,
  ): Promise<{ screen: Screen; login: ReturnType<typeof vi.fn> }> {
    const login = vi.fn(async () => outcome)
    const account = { login, remembered: () => null, othersUnsent: async () => [{ name: '张三', entries: 3 }] }
    const services = {
      ...(isSignedIn ? {} : { person: shallowRef(null) }),
      account: account as unknown as Account,
      about: async () => ({ sample, empty: false, timeZone: 'Asia/Shanghai', now: '' }),
    }
    const screen = await mountScreen(LoginScreen, { phone: createPhone(), path: '/login', services })
    return { screen, login }
  }
  async function signIn(screen: Screen): Promise<void> {
    await screen.wrapper.get('#number').setValue('1001')
    await screen.wrapper.get('#password').setValue('secret')
    await screen.wrapper.get('form').trigger('submit')
  }

  test('工号 and 密码 are the names of the fields', async () => {
    await open({ outcome: 'refused' })
    const names = [...document.querySelectorAll('label')].map((label) => label.textContent?.trim())
    expect(names).toEqual(['工号', '密码'])
  })

  test('a wrong password is said in words', async () => {
    const { screen } = await open({ outcome: 'refused' })
    await signIn(screen)
    await vi.waitFor(() => expect(screen.text()).toContain('工号或密码不对'))
  })

  test('without the server it says that what is on this phone is kept', async () => {
    const { screen } = await open({ outcome: 'unreachable', code: 'network/unreachable' })
    await signIn(screen)
    await vi.waitFor(() => expect(screen.text()).toContain('已有的记录都在'))
  })

  test('too many tries: it says how long to wait, and the button waits as well', async () => {
    const { screen } = await open({ outcome: 'throttled', retryAfterMs: 30_000 })
    await signIn(screen)
    await vi.waitFor(() => expect(screen.text()).toContain('请 30 秒后再试'))
    expect(screen.button('登录')?.disabled).toBe(true)
  })

  test("somebody else's unsent work is named by name and count", async () => {
    const { screen } = await open({ outcome: 'refused' })
    await vi.waitFor(() => expect(screen.text()).toMatch(/张三 3 条/))
  })

  test('the sample accounts are there in the sample bureau only', async () => {
    const real = await open({ outcome: 'refused' })
    expect(real.screen.text()).not.toContain('示例区')
    real.screen.wrapper.unmount()
    const { screen, login } = await open({ outcome: 'refused' }, true)
    await vi.waitFor(() => expect(screen.text()).toContain('示例区'))
    await screen.tap('1101 协管员')
    await screen.wrapper.get('form').trigger('submit')
    expect(login).toHaveBeenCalledWith('1101', 'shili-2026')
  })

  test('whoever works here finds the way back without signing in again', async () => {
    const { screen } = await open({ outcome: 'unreachable', code: 'network/unreachable' }, false, true)
    await screen.tap('队员甲 继续使用 ›')
    await vi.waitFor(() => expect(screen.router.currentRoute.value.path).toBe('/today'))
  })
})
