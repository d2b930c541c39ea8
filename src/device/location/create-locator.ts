import type { Fix } from '../../domain/place/point.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Locator, LocatorState } from './locator.ts'

export interface LocatorParts {
  readonly geolocation: Geolocation | undefined
  readonly clock: Clock
  readonly document: Pick<Document, 'addEventListener' | 'removeEventListener' | 'visibilityState'>
  readonly setTimeout: (callback: () => void, delayMs: number) => unknown
  readonly clearTimeout: (timer: never) => void
}

/** A better fix of the last minute beats a worse one of this second; an older one says where one was. */
const bestOfMs = 60_000
/** Without any fix for so long the screen stops saying that it searches; it searches on. */
const patienceMs = 20_000
/** Satellites, and no position from before; a cold start takes long and is waited for. */
const options: PositionOptions = { enableHighAccuracy: true, maximumAge: 0, timeout: bestOfMs }

const toFix = ({ coords, timestamp }: GeolocationPosition): Fix => ({
  lat: coords.latitude,
  lng: coords.longitude,
  accuracyM: Math.round(coords.accuracy),
  crs: 'wgs84',
  source: 'gps',
  fixAt: new Date(timestamp).toISOString(),
})

const accuracyOf = (fix: Fix): number => fix.accuracyM ?? Infinity

const reasons: Readonly<Record<number, 'denied' | 'unavailable' | 'timeout'>> = {
  1: 'denied',
  2: 'unavailable',
  3: 'timeout',
}

export function createLocator({ geolocation, clock, document, setTimeout, clearTimeout }: LocatorParts): Locator {
  const listeners = new Set<(state: LocatorState) => void>()
  let state: LocatorState = { state: 'off' }
  let recent: readonly { readonly fix: Fix; readonly atMs: number }[] = []
  let watchId: number | null = null
  let patience: unknown = null

  function tell(next: LocatorState): void {
    state = next
    for (const listener of listeners) listener(state)
  }

  const best = (): Fix | null => {
    recent = recent.filter(({ atMs }) => clock.now() - atMs <= bestOfMs)
    const [first, ...rest] = recent
    return first
      ? rest.reduce((winner, { fix }) => (accuracyOf(fix) <= accuracyOf(winner) ? fix : winner), first.fix)
      : null
  }

  /** Tells that nothing was heard for a while, unless something is. */
  function wait(durationMs: number): void {
    clearTimeout(patience as never)
    patience = setTimeout(() => {
      if (state.state !== 'failed') tell({ state: 'failed', reason: 'timeout', best: best() })
    }, durationMs)
  }

  function onFix(position: GeolocationPosition): void {
    recent = [...recent, { fix: toFix(position), atMs: clock.now() }]
    const found = best()
    if (found) tell({ state: 'fixed', best: found })
    wait(bestOfMs)
  }

  function onError(error: GeolocationPositionError): void {
    const found = best()
    // A passing fault while a good fix is fresh changes nothing for the person.
    if (found && error.code !== 1) return
    tell({ state: 'failed', reason: reasons[error.code] ?? 'unavailable', best: found })
  }

  function begin(): void {
    if (!geolocation) {
      tell({ state: 'failed', reason: 'unavailable', best: null })
      return
    }
    const found = best()
    tell(found ? { state: 'fixed', best: found } : { state: 'searching', best: null })
    wait(patienceMs)
    watchId = geolocation.watchPosition(onFix, onError, options)
  }

  function end(): void {
    clearTimeout(patience as never)
    if (watchId !== null) geolocation?.clearWatch(watchId)
    watchId = null
  }

  /** A watch is dead after the phone slept, without saying so. */
  const onVisible = (): void => {
    if (document.visibilityState !== 'visible' || watchId === null) return
    end()
    begin()
  }

  return {
    current: () => state,
    watch: (listener) => {
      listeners.add(listener)
      if (listeners.size === 1) {
        document.addEventListener('visibilitychange', onVisible)
        begin()
      }
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        document.removeEventListener('visibilitychange', onVisible)
        end()
        state = { state: 'off' }
      }
    },
  }
}
