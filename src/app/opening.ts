import { createApp, watch, type App } from 'vue'
import { textsKey } from './composables/use-texts.ts'
import OpeningScreen from './OpeningScreen.vue'
import type { Problems } from './problems.ts'
import { zhCN } from './texts/zh-CN/zh-CN.ts'

/** Opening takes a few tenths of a second: words that only flash by would disturb, and laying them out delays what follows. */
const shownAfterMs = 1_000

/**
 * Stands in for the app until this phone's data is open: shows itself when that takes long, and at once when something is wrong.
 *
 * Until then nothing is drawn, so that an installed app keeps the phone's own start picture.
 */
export function startOpening(problems: Problems, place: Element): { end(): void } {
  let app: App | null = null
  const show = (): void => {
    if (app) return
    app = createApp(OpeningScreen, { problems }).provide(textsKey, zhCN)
    app.mount(place)
  }
  const timer = setTimeout(show, shownAfterMs)
  const unwatch = watch(problems.latest, (problem) => problem && show())
  return {
    end: () => {
      clearTimeout(timer)
      unwatch()
      app?.unmount()
    },
  }
}
