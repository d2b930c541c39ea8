import { expect, test } from 'vitest'
import { createPassLock, frozenAfterMs } from '../../../../src/device/sync/pass-lock.ts'
import { createManualClock } from '../../../support/manual-clock.ts'

type Request = (name: string, options: LockOptions, work: (lock: Lock | null) => Promise<unknown>) => Promise<unknown>

/** Web Locks as browsers have them, for one name: a lock that is stolen rejects the request of the one who had it. */
function createLocks() {
  let lose: ((reason: Error) => void) | null = null
  const request: Request = async (name, options, work) => {
    if (lose && !options.steal) return work(null)
    lose?.(new DOMException('stolen', 'AbortError'))
    const stolen = new Promise<never>((_, reject) => (lose = reject))
    const mine = lose
    try {
      return await Promise.race([work({ name, mode: 'exclusive' }), stolen])
    } finally {
      if (lose === mine) lose = null
    }
  }
  return { request } as unknown as LockManager
}

function createWindows() {
  const clock = createManualClock()
  const locks = createLocks()
  let pulseMs = 0
  const pulse = { lastMs: () => pulseMs, beat: (nowMs: number) => (pulseMs = nowMs) }
  const openWindow = () => {
    let beat: () => void = () => undefined
    const lock = createPassLock({
      locks,
      clock,
      pulse,
      repeat: (_everyMs, callback) => {
        beat = callback
        return () => (beat = () => undefined)
      },
    })
    return { lock, awake: () => beat() }
  }
  return { clock, openWindow }
}

/** A pass that ends when it is told to. */
function longPass() {
  let end: (outcome: string) => void = () => undefined
  const ended = new Promise<string>((resolve) => (end = resolve))
  return { pass: () => ended, end: () => end('done') }
}

test('a window that passes is left to it for as long as it is awake', async () => {
  const { clock, openWindow } = createWindows()
  const [first, second] = [openWindow(), openWindow()]
  const { pass, end } = longPass()
  const passing = first.lock('sync', pass)
  for (let minutes = 0; minutes < 10; minutes += 1) {
    clock.advance(60_000)
    first.awake()
    expect(await second.lock('sync', async () => 'second')).toBe('busyElsewhere')
  }
  end()
  expect(await passing).toBe('done')
  expect(await second.lock('sync', async () => 'second')).toBe('second')
})

test('a window that is frozen loses its turn, and ends its own pass when it wakes', async () => {
  const { clock, openWindow } = createWindows()
  const [frozen, other] = [openWindow(), openWindow()]
  const { pass, end } = longPass()
  const passing = frozen.lock('sync', pass)
  clock.advance(frozenAfterMs)
  expect(await other.lock('sync', async () => 'other')).toBe('busyElsewhere')
  clock.advance(1)
  expect(await other.lock('sync', async () => 'other')).toBe('other')
  end()
  expect(await passing).toBe('done')
})

test('a pass that fails fails as itself', async () => {
  const { openWindow } = createWindows()
  await expect(openWindow().lock('sync', () => Promise.reject(new TypeError('broken')))).rejects.toThrow('broken')
})
