import { describe, expect, test } from 'vitest'
import { createDerivePin } from '../../../../src/device/lock/derive-pin.ts'
import { pinDelayMs } from '../../../../src/device/lock/pin-delay.ts'
import { createPinLock } from '../../../../src/device/lock/pin-lock.ts'
import { createPinMemory } from '../../../../src/device/lock/pin-memory.ts'
import { brokenPinRule } from '../../../../src/device/lock/pin-rule.ts'
import type { PersonId } from '../../../../src/domain/ids.ts'
import { createSeededRandom } from '../../../../src/lib/random.ts'
import { createManualClock } from '../../../support/manual-clock.ts'

const officer = 'p-1001' as PersonId
const colleague = 'p-1002' as PersonId
const derive = createDerivePin(crypto.subtle)

function createPhone(values = new Map<string, string>()) {
  const clock = createManualClock()
  const memory = createPinMemory({
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  })
  const open = (with_ = derive) => createPinLock({ memory, derive: with_, clock, random: createSeededRandom(1) })
  return { clock, values, open, pins: open() }
}

test('a PIN opens for its own person; nobody else has one by it', async () => {
  const { pins } = createPhone()
  await pins.set(officer, '7304', 5)
  expect([await pins.try(officer, '7304'), await pins.try(officer, '7305')]).toEqual(['right', 'wrong'])
  expect([pins.isSet(officer), pins.isSet(colleague), pins.afterMinutes(officer)]).toEqual([true, false, 5])
})

test('neither the PIN nor the same words for the same PIN stand in the storage', async () => {
  const { pins, values } = createPhone()
  await pins.set(officer, '7304', 5)
  await pins.set(colleague, '7304', 5)
  const [first = '', second = ''] = [...values.values()]
  expect(first).not.toContain('7304')
  expect(JSON.parse(first)).not.toMatchObject({ hash: (JSON.parse(second) as { hash: string }).hash })
})

describe('after wrong tries', () => {
  const miss = async (phone: ReturnType<typeof createPhone>, times: number): Promise<void> => {
    for (let tries = 0; tries < times; tries += 1) {
      await phone.pins.try(officer, '0000')
      phone.clock.advance(pinDelayMs(tries + 1))
    }
  }

  test('four cost nothing, then each waits twice as long as the one before, an hour at most', () => {
    expect([1, 4, 5, 6, 7, 20].map(pinDelayMs)).toEqual([0, 0, 30_000, 60_000, 120_000, 3_600_000])
  })

  test('the right PIN is not looked at before its time, and opens then', async () => {
    const phone = createPhone()
    await phone.pins.set(officer, '7304', 5)
    await miss(phone, 4)
    await phone.pins.try(officer, '0000')
    expect(phone.pins.waitMs(officer)).toBe(30_000)
    expect(await phone.pins.try(officer, '7304')).toBe('waiting')
    phone.clock.advance(30_000)
    expect(await phone.pins.try(officer, '7304')).toBe('right')
    expect(phone.pins.waitMs(officer)).toBe(0)
  })

  test('to end the app while a try is looked at saves none', async () => {
    const phone = createPhone()
    await phone.pins.set(officer, '7304', 5)
    const killed = phone.open(() => new Promise<string>(() => undefined))
    for (let tries = 0; tries < 5; tries += 1) void killed.try(officer, '0000')
    expect(await phone.open().try(officer, '7304')).toBe('waiting')
  })

  test('a clock that was set back a year makes nobody wait longer', async () => {
    const phone = createPhone()
    await phone.pins.set(officer, '7304', 5)
    await miss(phone, 5)
    await phone.pins.try(officer, '0000')
    phone.clock.advance(-365 * 24 * 3_600_000)
    expect(phone.pins.waitMs(officer)).toBe(60_000)
  })
})

test('a record that cannot be read keeps the lock closed: no PIN opens it, and it can be forgotten', async () => {
  const { pins } = createPhone(new Map([[`xunhu.pin.${officer}`, '{broken']]))
  expect([pins.isSet(officer), await pins.try(officer, '7304')]).toEqual([true, 'wrong'])
  pins.forget(officer)
  expect(pins.isSet(officer)).toBe(false)
})

test.each([
  ['730', 'length'],
  ['730473047', 'length'],
  ['73a4', 'length'],
  ['7777', 'obvious'],
  ['1234', 'obvious'],
  ['87654321', 'obvious'],
  ['7304', null],
  ['1357', null],
] as const)('%s as a PIN: %s', (pin, broken) => expect(brokenPinRule(pin)).toBe(broken))
