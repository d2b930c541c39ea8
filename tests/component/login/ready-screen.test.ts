import { afterEach, describe, expect, test, vi } from 'vitest'
import ReadyScreen from '../../../src/app/features/login/ReadyScreen.vue'
import type { AppServices } from '../../../src/app/services.ts'
import type { FieldReadiness } from '../../../src/device/health/field-readiness.ts'
import { createPhone, mountScreen } from '../support/mount-screen.ts'

afterEach(() => vi.useRealTimers())

const everything: FieldReadiness = {
  shellCached: true,
  controlled: true,
  dataComplete: true,
  storageProbed: true,
  persisted: 'persisted',
  freeBytes: null,
}

/** Looks that last until the test ends them. */
function createLooks() {
  const open: ((found: FieldReadiness) => void)[] = []
  const readiness: AppServices['readiness'] = () => new Promise((resolve) => open.push(resolve))
  return { readiness, begun: () => open.length, end: (found: FieldReadiness) => open.at(-1)?.(found) }
}

async function openReady(readiness: AppServices['readiness']) {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
  return mountScreen(ReadyScreen, { phone: createPhone(), path: '/ready', services: { readiness } })
}

describe('the screen after a sign-in', () => {
  test('begins no look at the storage beside another, however long that lasts', async () => {
    const looks = createLooks()
    await openReady(looks.readiness)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(looks.begun()).toBe(1)
  })

  test('looks again after a pause while something is missing', async () => {
    const looks = createLooks()
    const screen = await openReady(looks.readiness)
    looks.end({ ...everything, controlled: false })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(looks.begun()).toBe(2)
    looks.end(everything)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(screen.text()).toContain('离线可用')
    expect(looks.begun()).toBe(2)
  })
})
