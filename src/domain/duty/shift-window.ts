import type { Session } from './session.ts'

/** When duty begins before a bell and ends after it, in minutes; a bureau may set its own (15, 20 or 30 before). */
export interface WindowSettings {
  readonly beforeMin: number
  readonly afterArrivalMin: number
  readonly afterDismissalMin: number
  /** Rain, snow and high wind. */
  readonly earlierInBadWeatherMin: number
}

export const defaultWindow: WindowSettings = {
  beforeMin: 20,
  afterArrivalMin: 15,
  afterDismissalMin: 30,
  earlierInBadWeatherMin: 10,
}

const minuteMs = 60_000
/** Children come in before these bells; after the others they go out. */
const comingIn: readonly Session[] = ['arrival', 'noonIn']

/** The window of duty around one bell, ms since 1970. */
export function shiftWindow(
  session: Session,
  bellAtMs: number,
  options: { readonly badWeather?: boolean; readonly settings?: WindowSettings } = {},
): { readonly startsAtMs: number; readonly endsAtMs: number } {
  const settings = options.settings ?? defaultWindow
  const earlierMin = options.badWeather ? settings.earlierInBadWeatherMin : 0
  const afterMin = comingIn.includes(session) ? settings.afterArrivalMin : settings.afterDismissalMin
  return {
    startsAtMs: bellAtMs - (settings.beforeMin + earlierMin) * minuteMs,
    endsAtMs: bellAtMs + afterMin * minuteMs,
  }
}
