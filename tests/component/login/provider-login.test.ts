import { flushPromises } from '@vue/test-utils'
import { describe, expect, test, vi } from 'vitest'
import LoginScreen from '../../../src/app/features/login/LoginScreen.vue'
import ProviderButton from '../../../src/app/features/login/ProviderButton.vue'
import ProviderReturn from '../../../src/app/features/login/ProviderReturn.vue'
import type { PersonServices } from '../../../src/app/services.ts'
import { createWayKept } from '../../../src/app/way-kept.ts'
import type { ProviderLogin, ProviderOutcome } from '../../../src/device/account/provider-login.ts'
import { ApiProblem } from '../../../src/device/http/api-problem.ts'
import type { DeviceId, PersonId } from '../../../src/domain/ids.ts'
import type { SessionResponse } from '../../../src/protocol/session.ts'
import { shallowRef } from 'vue'
import { createPhone, mountScreen, type Screen } from '../support/mount-screen.ts'

const device = 'device-2' as DeviceId
const session = { personId: 'p-2001' as PersonId, role: 'captain' } as SessionResponse
const signedIn = { outcome: 'signedIn', session, device } as const

/** A tab of its own: what it keeps is in `way`. */
function createTab(login: Partial<ProviderLogin>) {
  const way = createWayKept(sessionStorage)
  const left: string[] = []
  const openPerson = vi.fn(async () => ({}) as PersonServices)
  const lock = { passedBySignIn: vi.fn() }
  const services = {
    providerLogin: login as ProviderLogin,
    leaveFor: (url: string) => void left.push(url),
    wayKept: way,
    openPerson,
    lock: lock as never,
  }
  return { services, way, left, openPerson, lock }
}
type Tab = ReturnType<typeof createTab>

const openButton = ({ services }: Tab, to = ''): Promise<Screen> =>
  mountScreen(ProviderButton, { phone: createPhone(), path: '/login', props: { name: '示例统一登录', to }, services })

const comeBack = ({ services }: Tab, path = '/login/provider?code=c&state=s'): Promise<Screen> =>
  mountScreen(ProviderReturn, { phone: createPhone(), path, services })

describe('the way to the provider', () => {
  test('leads where the server says, and cannot be taken twice', async () => {
    const tab = createTab({ begin: async () => 'https://sso.example/auth?state=s' })
    const screen = await openButton(tab)
    await screen.tap('示例统一登录')
    expect(tab.left).toEqual(['https://sso.example/auth?state=s'])
    expect(screen.button('示例统一登录')).toBeUndefined()
  })

  test('is offered at the sign-in where the bureau has one, and there the page that was asked for is kept', async () => {
    const tab = createTab({ begin: async () => 'https://sso.example/' })
    const about = async () => ({ sample: false, empty: false, timeZone: '', now: '', provider: '示例统一登录' })
    const account = { remembered: () => null, othersUnsent: async () => [] } as never
    const services = { ...tab.services, person: shallowRef(null), account, about }
    const path = `/login?to=${encodeURIComponent('/office/ledger/case-1?state=filed')}`
    const screen = await mountScreen(LoginScreen, { phone: createPhone(), path, services })
    await vi.waitFor(() => expect(screen.button('示例统一登录')).toBeDefined())
    await screen.tap('示例统一登录')
    expect([tab.left.length, tab.way.take()]).toEqual([1, '/office/ledger/case-1?state=filed'])
  })

  test('that is closed is told in words, and may be tried again', async () => {
    const begin = vi.fn(() => Promise.reject(new ApiProblem('login/provider-unavailable')))
    const tab = createTab({ begin })
    const screen = await openButton(tab)
    await screen.tap('示例统一登录')
    expect(screen.text()).toContain('身份服务没有回应')
    await screen.tap('示例统一登录')
    expect([begin.mock.calls.length, tab.left]).toEqual([2, []])
  })
})

describe('back from the provider', () => {
  test('the answer opens the session once, past the lock, and stands in no address any more', async () => {
    const finish = vi.fn(async () => signedIn)
    const tab = createTab({ finish })
    const screen = await comeBack(tab)
    expect(finish.mock.calls).toEqual([['?code=c&state=s']])
    expect(tab.lock.passedBySignIn).toHaveBeenCalledWith('p-2001')
    expect(tab.openPerson).toHaveBeenCalledWith(session, device)
    expect(screen.router.currentRoute.value.path).toBe('/ready')
    expect(screen.router.currentRoute.value.fullPath).not.toContain('code=')
  })

  test('the page that was asked for at first is gone on to, by this sign-in and by no later one', async () => {
    const tab = createTab({ begin: async () => 'https://sso.example/', finish: async () => signedIn })
    await (await openButton(tab, '/office/ledger/case-1?state=filed')).tap('示例统一登录')
    const { router } = await comeBack(tab)
    expect(router.currentRoute.value.query).toEqual({ to: '/office/ledger/case-1?state=filed' })
    const again = await comeBack(tab)
    expect(again.router.currentRoute.value.query).toEqual({ to: '' })
  })

  test('nobody is led where somebody else was going who never came back', async () => {
    const tab = createTab({ begin: async () => 'https://sso.example/', finish: async () => signedIn })
    await (await openButton(tab, '/office/ledger/case-1')).tap('示例统一登录')
    const next = await openButton(tab)
    await next.wrapper.get('button').trigger('click')
    await flushPromises()
    expect((await comeBack(tab)).router.currentRoute.value.query).toEqual({ to: '' })
  })

  test.each([
    ['login/provider-refused', '身份服务的答复没有通过核对'],
    ['login/cancelled', '登录已取消'],
    ['login/no-account', '这里没有您的在用账号'],
  ] as const)('%s is told in words, and the way back to the sign-in still knows the page', async (code, words) => {
    const tab = createTab({ finish: () => Promise.reject(new ApiProblem(code)) })
    tab.way.keep('/office/ledger/case-1')
    const screen = await comeBack(tab)
    expect(screen.text()).toContain(words)
    expect(tab.openPerson).not.toHaveBeenCalled()
    await screen.tap('返回登录页，也可以用工号和密码登录')
    expect(screen.router.currentRoute.value.fullPath).toBe('/login?to=/office/ledger/case-1')
  })

  test('on a device that was revoked it says so, and hands over what is to be sent last', async () => {
    const outcome: ProviderOutcome = { outcome: 'revoked', remembered: { session, device } }
    const tab = createTab({ finish: async () => outcome })
    const screen = await comeBack(tab)
    expect(tab.openPerson).toHaveBeenCalledWith(session, device)
    expect(tab.lock.passedBySignIn).not.toHaveBeenCalled()
    expect(screen.router.currentRoute.value.path).toBe('/login/provider')
    expect(screen.text()).toContain('已被吊销')
  })

  test('without an answer, as after a reload, nothing is asked and the way out is there', async () => {
    const finish = vi.fn(async () => signedIn)
    const screen = await comeBack(createTab({ finish }), '/login/provider')
    expect(finish).not.toHaveBeenCalled()
    expect(screen.button('返回登录页，也可以用工号和密码登录')).toBeDefined()
  })
})
