import { flushPromises } from '@vue/test-utils'
import { beforeEach, expect, test, vi } from 'vitest'
import LockScreen from '../../../src/app/features/lock/LockScreen.vue'
import OwnPin from '../../../src/app/features/me/OwnPin.vue'
import { createScreenLock, type ScreenLock } from '../../../src/app/screen-lock.ts'
import { createDerivePin } from '../../../src/device/lock/derive-pin.ts'
import { createPinLock } from '../../../src/device/lock/pin-lock.ts'
import { createPinMemory } from '../../../src/device/lock/pin-memory.ts'
import type { PersonId } from '../../../src/domain/ids.ts'
import { officer } from '../../support/phone-storage.ts'
import { createPhone, mountScreen, type Phone } from '../support/mount-screen.ts'

beforeEach(() => localStorage.clear())

const minuteMs = 60_000

/** A page that is put out of sight and taken up again by hand. */
function createSight() {
  let listener = (): void => undefined
  const page = {
    visibilityState: 'visible' as DocumentVisibilityState,
    addEventListener: (_event: string, heard: () => void) => void (listener = heard),
  }
  return {
    page: page as unknown as Document,
    put: (state: DocumentVisibilityState) => {
      page.visibilityState = state
      listener()
    },
  }
}

function createLock(phone: Phone, { page } = createSight(), personId: PersonId = officer): ScreenLock {
  const pins = createPinLock({
    memory: createPinMemory(localStorage),
    derive: createDerivePin(crypto.subtle),
    clock: phone.clock,
    random: phone.random,
  })
  return createScreenLock({ pins, clock: phone.clock, document: page, personId: () => personId })
}

async function enter(text: string): Promise<void> {
  const input = document.querySelector<HTMLInputElement>('#lock-pin')
  if (!input) throw new Error('no field for the PIN')
  input.value = text
  input.dispatchEvent(new Event('input'))
  await flushPromises()
}

test('an app whose person has a PIN begins closed, and what was behind is not there before it opens', async () => {
  const phone = createPhone()
  await createLock(phone).setPin('7304', 5)
  const lock = createLock(phone)
  expect([lock.closed.value, lock.wasOpen.value]).toEqual([true, false])
  await lock.tryPin('7304')
  expect([lock.closed.value, lock.wasOpen.value]).toEqual([false, true])
})

test('it closes after so long out of sight, and not before; a clock that went back counts as long', async () => {
  const phone = createPhone()
  const sight = createSight()
  const lock = createLock(phone, sight)
  await lock.setPin('7304', 5)
  const away = (ms: number): boolean => {
    sight.put('hidden')
    phone.clock.advance(ms)
    sight.put('visible')
    return lock.closed.value
  }
  expect(away(5 * minuteMs - 1)).toBe(false)
  expect(away(5 * minuteMs)).toBe(true)
  await lock.tryPin('7304')
  expect(away(-minuteMs)).toBe(true)
})

test('a wrong PIN is said, the right one opens; the screen names its person and nothing else', async () => {
  const phone = createPhone()
  await createLock(phone).setPin('7304', 5)
  const lock = createLock(phone)
  const screen = await mountScreen(LockScreen, { phone, path: '/today', services: { lock } })
  expect(screen.text()).toContain('队员甲 的巡护')
  await enter('0000')
  await screen.tap('解锁')
  await vi.waitFor(() => expect(screen.text()).toContain('PIN 不对'))
  await enter('7304')
  await screen.tap('解锁')
  await vi.waitFor(() => expect(lock.closed.value).toBe(false))
})

test('after five wrong ones it says how long to wait, and no try can be made', async () => {
  const phone = createPhone()
  await createLock(phone).setPin('7304', 5)
  const lock = createLock(phone)
  for (let tries = 0; tries < 5; tries += 1) await lock.tryPin('0000')
  const screen = await mountScreen(LockScreen, { phone, path: '/today', services: { lock } })
  await enter('7304')
  expect(screen.text()).toContain('请 30 秒后再试')
  expect(screen.button('解锁')?.disabled).toBe(true)
})

test('who comes past her own closed lock by her password has forgotten its PIN: it goes', async () => {
  const phone = createPhone()
  await createLock(phone).setPin('7304', 5)
  const lock = createLock(phone)
  lock.passedBySignIn(officer)
  expect([lock.closed.value, createLock(phone).closed.value]).toEqual([false, false])
})

test('a colleague who signs in past it, or a sign-in while it is open, leaves the PIN', async () => {
  const phone = createPhone()
  await createLock(phone).setPin('7304', 5)
  createLock(phone).passedBySignIn('p-1002' as PersonId)
  const lock = createLock(phone)
  await lock.tryPin('7304')
  lock.passedBySignIn(officer)
  expect(createLock(phone).closed.value).toBe(true)
})

test('the PIN is set, changed and taken away under 登录和密码; what is easily guessed is refused with the reason', async () => {
  const phone = createPhone()
  const screen = await mountScreen(OwnPin, { phone, path: '/me' })
  const [pin, again] = screen.wrapper.findAll('input')
  await pin?.setValue('1234')
  expect(screen.text()).toContain('太容易猜')
  await pin?.setValue('7304')
  await again?.setValue('7305')
  expect(screen.text()).toContain('两次输的不一样')
  await again?.setValue('7304')
  await screen.tap('设置 PIN')
  await vi.waitFor(() => expect(screen.text()).toContain('✓ PIN 已设置'))
  await screen.tap('取消 PIN')
  expect(screen.text()).toContain('✓ PIN 已取消')
  expect(createLock(phone).closed.value).toBe(false)
})
