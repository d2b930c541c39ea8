import { createApp, watch, type App, type Component } from 'vue'
import type { SessionResponse } from '../protocol/session.ts'
import { textsKey } from './composables/use-texts.ts'
import type { ShiftAtHand } from './features/today/day-memory.ts'
import GlanceScreen from './features/today/GlanceScreen.vue'
import OpeningScreen from './OpeningScreen.vue'
import type { Problems } from './problems.ts'
import { zhCN } from './texts/zh-CN/zh-CN.ts'

/** Opening takes a few tenths of a second: words that only flash by would disturb, and laying them out delays what follows. */
const shownAfterMs = 1_000

export interface Opening {
  /** Shows the shift at hand while the data opens. */
  glance(session: SessionResponse, atHand: ShiftAtHand): void
  /** Once something else stands in its place. */
  end(): void
}

/**
 * Stands in for the app until this phone's data is open: the shift at hand where it is remembered, and says it when something
 * is wrong or takes long.
 *
 * With neither nothing is drawn, so that an installed app keeps the phone's own start picture.
 */
export function startOpening(problems: Problems, place: Element): Opening {
  let app: App | null = null
  function show(screen: Component, props: Record<string, unknown>): void {
    app?.unmount()
    app = createApp(screen, props).provide(textsKey, zhCN)
    app.mount(place)
  }
  let isTold = false
  function tell(): void {
    if (isTold) return
    isTold = true
    show(OpeningScreen, { problems })
  }
  const timer = setTimeout(tell, shownAfterMs)
  const unwatch = watch(problems.latest, (problem) => problem && tell())
  return {
    glance: (session, atHand) => {
      // It says itself that the data is being opened.
      clearTimeout(timer)
      if (!isTold) show(GlanceScreen, { session, atHand })
    },
    end: () => {
      clearTimeout(timer)
      unwatch()
      app?.unmount()
    },
  }
}
