import { beforeEach, describe, expect, test } from 'vitest'
import { createLocator } from '../../../../src/device/location/create-locator.ts'
import type { Locator, LocatorState } from '../../../../src/device/location/locator.ts'
import { createHandTimers, type HandTimers } from '../../../support/hand-timers.ts'
import { createManualClock } from '../../../support/manual-clock.ts'

/** A position service whose satellites the test moves. */
function createSky() {
  const watches = new Map<number, { found: PositionCallback; failed: PositionErrorCallback | null | undefined }>()
  let ids = 0
  return {
    geolocation: {
      watchPosition: (found, failed) => {
        watches.set((ids += 1), { found, failed })
        return ids
      },
      clearWatch: (id) => void watches.delete(id),
      getCurrentPosition: () => undefined,
    } satisfies Geolocation,
    watching: () => watches.size,
    started: () => ids,
    find: (accuracy: number, latitude = 31) => {
      const coords = { latitude, longitude: 121, accuracy } as GeolocationCoordinates
      for (const { found } of watches.values()) found({ coords, timestamp: 1_700_000_000_000 } as GeolocationPosition)
    },
    fail: (code: 1 | 2 | 3) => {
      for (const { failed } of watches.values()) failed?.({ code } as GeolocationPositionError)
    },
  }
}

describe('the locator', () => {
  let sky: ReturnType<typeof createSky>
  let timers: HandTimers
  let page: EventTarget & { visibilityState: DocumentVisibilityState }
  let locator: Locator
  let heard: LocatorState[]

  function build(geolocation: Geolocation | undefined): void {
    const clock = createManualClock()
    timers = createHandTimers((byMs) => clock.advance(byMs))
    page = Object.assign(new EventTarget(), { visibilityState: 'visible' as const })
    locator = createLocator({ geolocation, clock, document: page as unknown as Document, ...timers })
    heard = []
  }
  const listen = (): (() => void) => locator.watch((state) => heard.push(state))
  const last = (): LocatorState | undefined => heard.at(-1)

  beforeEach(() => {
    sky = createSky()
    build(sky.geolocation)
  })

  test('does not watch anybody while nobody listens', () => {
    expect(sky.watching()).toBe(0)
    const end = listen()
    expect(sky.watching()).toBe(1)
    end()
    expect(sky.watching()).toBe(0)
    expect(locator.current()).toEqual({ state: 'off' })
  })

  test('is shared by all who listen', () => {
    const endFirst = listen()
    const endSecond = listen()
    expect(sky.watching()).toBe(1)
    endFirst()
    expect(sky.watching()).toBe(1)
    endSecond()
    expect(sky.watching()).toBe(0)
  })

  test('gives a fix in WGS-84 with its accuracy and moment', () => {
    listen()
    sky.find(6.4)
    expect(last()).toEqual({
      state: 'fixed',
      best: { lat: 31, lng: 121, accuracyM: 6, crs: 'wgs84', source: 'gps', fixAt: '2023-11-14T22:13:20.000Z' },
    })
  })

  test('keeps the most accurate fix of the last minute', () => {
    listen()
    sky.find(8, 31.1)
    timers.pass(30_000)
    sky.find(40, 31.2)
    expect(last()).toMatchObject({ state: 'fixed', best: { lat: 31.1, accuracyM: 8 } })
  })

  test('forgets a fix that is older than a minute', () => {
    listen()
    sky.find(8, 31.1)
    timers.pass(50_000)
    sky.find(30, 31.2)
    timers.pass(20_000)
    sky.find(50, 31.3)
    expect(last()).toMatchObject({ state: 'fixed', best: { lat: 31.2, accuracyM: 30 } })
  })

  test('says after 20 seconds that nothing was found, and goes on searching', () => {
    listen()
    timers.pass(19_999)
    expect(last()).toMatchObject({ state: 'searching' })
    timers.pass(1)
    expect(last()).toEqual({ state: 'failed', reason: 'timeout', best: null })
    expect(sky.watching()).toBe(1)
    sky.find(12)
    expect(last()).toMatchObject({ state: 'fixed', best: { accuracyM: 12 } })
  })

  test('says so when fixes have stopped coming', () => {
    listen()
    sky.find(8)
    timers.pass(60_001)
    expect(last()).toMatchObject({ state: 'failed', reason: 'timeout' })
  })

  test('tells a refusal apart from a missing position', () => {
    listen()
    sky.fail(1)
    expect(last()).toEqual({ state: 'failed', reason: 'denied', best: null })
    sky.fail(2)
    expect(last()).toEqual({ state: 'failed', reason: 'unavailable', best: null })
  })

  test('a passing fault does not take a fresh fix away', () => {
    listen()
    sky.find(8)
    sky.fail(2)
    expect(last()).toMatchObject({ state: 'fixed', best: { accuracyM: 8 } })
  })

  test('a permission taken back is told although a fix is fresh', () => {
    listen()
    sky.find(8)
    sky.fail(1)
    expect(last()).toMatchObject({ state: 'failed', reason: 'denied', best: { accuracyM: 8 } })
  })

  test('starts the watch anew when the phone wakes up, and keeps what it knew', () => {
    listen()
    sky.find(8)
    page.dispatchEvent(new Event('visibilitychange'))
    expect(sky.started()).toBe(2)
    expect(sky.watching()).toBe(1)
    expect(last()).toMatchObject({ state: 'fixed', best: { accuracyM: 8 } })
  })

  test('does not start a watch when the phone is put away', () => {
    listen()
    page.visibilityState = 'hidden'
    page.dispatchEvent(new Event('visibilitychange'))
    expect(sky.started()).toBe(1)
  })

  test('a device without positions says so at once', () => {
    build(undefined)
    listen()
    expect(last()).toEqual({ state: 'failed', reason: 'unavailable', best: null })
  })
})
