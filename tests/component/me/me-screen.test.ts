import { expect, test, vi } from 'vitest'
import MeScreen from '../../../src/app/features/me/MeScreen.vue'
import type { OwnAccount } from '../../../src/device/account/own-account.ts'
import { ApiProblem } from '../../../src/device/http/api-problem.ts'
import type { OwnSessionsResponse } from '../../../src/protocol/session.ts'
import { device as here } from '../../support/phone-storage.ts'
import { agreeTo } from '../support/answer-dialog.ts'
import { createPhone, mountScreen } from '../support/mount-screen.ts'

type Session = OwnSessionsResponse['sessions'][number]
const elsewhere = {
  device: '018f0000-0000-7000-8000-0000000000aa' as Session['device'],
  startedAt: '2026-11-01T00:00:00.000Z',
  lastSeenAt: '2026-11-20T06:00:00.000Z',
  app: '1.0.0',
  here: false,
}

async function open(changePassword: OwnAccount['changePassword'] = async () => undefined) {
  let madeAt: string | null = null
  let sessions: Session[] = [{ ...elsewhere, device: here, app: '', here: true }, elsewhere]
  const ownAccount: OwnAccount = {
    sessions: async () => sessions,
    endSession: async (device) => void (sessions = sessions.filter((each) => each.device !== device)),
    changePassword,
    calendar: async () => ({ madeAt, lastReadAt: null }),
    makeCalendar: async () => {
      madeAt = '2026-11-20T06:30:00.000Z'
      return { path: '/api/calendar/secret.ics', madeAt }
    },
    endCalendar: async () => void (madeAt = null),
  }
  const screen = await mountScreen(MeScreen, { phone: createPhone(), path: '/me', services: { ownAccount } })
  const [current, next] = screen.wrapper.findAll('input[autocomplete$=-password]')
  return {
    screen,
    enter: async (old: string, fresh: string) => {
      await current?.setValue(old)
      await next?.setValue(fresh)
    },
  }
}

test('a session elsewhere is ended after a question; the one in the hand is not', async () => {
  const { screen } = await open()
  expect(screen.text()).toContain('最近使用 2026-11-20 14:00 2026-11-01 08:00 登录 · 版本 1.0.0')
  expect(screen.text()).toContain('正在使用的这台')
  await screen.tap('退出')
  await agreeTo('没有送达的记录仍留在那台设备上')
  await vi.waitFor(() => expect(screen.button('退出')?.closest('li')).toBeFalsy())
})

test('a password that is easily guessed cannot be asked for', async () => {
  const { screen, enter } = await open()
  await enter('old one', '12345678')
  expect(screen.button('修改密码')?.disabled).toBe(true)
  await enter('old one', '早上七点在校门口')
  expect(screen.button('修改密码')?.disabled).toBe(false)
})

test('it says what came of the change, and forgets both', async () => {
  const changePassword = vi.fn(async () => undefined)
  const { screen, enter } = await open(changePassword)
  await enter('old one', '早上七点在校门口')
  await screen.tap('修改密码')
  await vi.waitFor(() => expect(screen.text()).toContain('✓ 密码已修改，其他设备已退出'))
  expect(changePassword).toHaveBeenCalledWith('old one', '早上七点在校门口')
  expect(
    screen.wrapper.findAll('input[autocomplete$=-password]').map((each) => (each.element as HTMLInputElement).value),
  ).toEqual(['', ''])
})

test('a wrong present password is said in words', async () => {
  const { screen, enter } = await open(() => Promise.reject(new ApiProblem('login/refused')))
  await enter('wrong', '早上七点在校门口')
  await screen.tap('修改密码')
  await vi.waitFor(() => expect(screen.text()).toContain('现在的密码不对'))
})

test('the calendar’s secret address is shown once, when it is made, and ended after a question', async () => {
  const { screen } = await open()
  await vi.waitFor(() => expect(screen.text()).toContain('还没有订阅地址'))
  await screen.tap('生成订阅地址')
  const address = screen.wrapper.get<HTMLInputElement>('input[readonly]')
  expect(address.element.value).toBe(`${location.origin}/api/calendar/secret.ics`)
  expect(screen.text()).toContain('2026-11-20 14:30 生成，还没有日历读过')
  expect(screen.wrapper.find('svg.code path').attributes('d')).toMatch(/^M\d/)
  await screen.tap('停用')
  await agreeTo('订阅的日历不再更新')
  await vi.waitFor(() => expect(screen.text()).toContain('还没有订阅地址'))
  expect(screen.wrapper.find('input[readonly]').exists()).toBe(false)
})
