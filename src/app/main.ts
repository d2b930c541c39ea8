import { createApp, watch, type App as VueApp } from 'vue'
import type { Router } from 'vue-router'
import { must } from '../lib/must.ts'
import App from './App.vue'
import { textsKey } from './composables/use-texts.ts'
import { createContainer } from './container.ts'
import { fetchBaseMapBehindRecords } from './fetch-base-map.ts'
import { firstScreenOf } from './first-screen.ts'
import { startOpening, type Opening } from './opening.ts'
import { loadPhoneScreens } from './features/screen.ts'
import { createProblems, type Problems } from './problems.ts'
import { recoverFromStaleChunks } from './recover-from-stale-chunks.ts'
import { returnToLostForm } from './return-to-lost-form.ts'
import { createAppRouter } from './router.ts'
import { appServicesKey, type AppServices } from './services.ts'
import { createTheme, themeKey, type ThemeChoice } from './theme.ts'
import { zhCN } from './texts/zh-CN/zh-CN.ts'
import './ui/theme.css'
import './ui/base.css'

/** Whoever worked here last goes on, with or without network. */
async function openRemembered(services: AppServices): Promise<void> {
  const remembered = services.account.remembered()
  if (remembered) await services.openPerson(remembered.session, remembered.device)
}

/** Where the app will begin with 今日, its first shift is there to be read while the database opens. */
function glanceAtShift({ account, days, clock, lock }: AppServices, opening: Opening): void {
  const session = account.remembered()?.session
  if (lock.closed.value) return
  if (!session || firstScreenOf(session.role, innerWidth) !== '/today') return
  if (!['/', '/today'].includes(location.pathname)) return
  const atHand = days.shiftAtHand(session, clock.now())
  if (atHand) opening.glance(session, atHand)
}

/** The file of the screen that the address names is read while the database opens; the router asks for it again, and tells what fails. */
function readScreenAhead(router: Router): void {
  for (const { components } of router.resolve(location.pathname).matched) {
    const screen: unknown = components?.['default']
    if (typeof screen === 'function') (screen as () => Promise<unknown>)().catch(() => undefined)
  }
}

async function open(problems: Problems, opening: Opening): Promise<{ services: AppServices; router: Router }> {
  // Without https the browser withholds the hashing and the service worker that all else stands on.
  if (!globalThis.isSecureContext) throw Object.assign(new Error('Not a secure context.'), { code: 'app/insecure' })
  const services = await createContainer(problems)
  const opened = openRemembered(services)
  glanceAtShift(services, opening)
  const router = createAppRouter(services)
  readScreenAhead(router)
  await opened
  recoverFromStaleChunks(router, services)
  await returnToLostForm(router, services)
  return { services, router }
}

/** Before anything can have been typed, and before the first pass of sync. */
const longestFrameMs = 1_000
/** A map draws its ground once it is on the page; what else there is to read waits so long for it. */
const longestFirstViewMs = 2_000

/**
 * Draws the first screen off the page and puts it there whole.
 *
 * On a slow phone laying out the screen before its data is a tenth of a second that nobody can read anything in.
 */
async function mountWhole(app: VueApp, { firstLooks }: AppServices, router: Router, place: Element): Promise<void> {
  const root = place.cloneNode(false) as Element
  app.mount(root)
  // A screen whose file is gone ends the wait too; who looks after such files says so on the page.
  await Promise.allSettled([router.isReady()])
  await firstLooks.settled()
  place.replaceWith(root)
}

/** After the next frame; a window that nobody sees draws none. */
const painted = (): Promise<void> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve))
    setTimeout(resolve, longestFrameMs)
  })

async function show(services: AppServices, router: Router, theme: ThemeChoice, place: Element): Promise<void> {
  const app = createApp(App).use(router)
  app.provide(appServicesKey, services).provide(textsKey, zhCN).provide(themeKey, theme)
  app.config.errorHandler = (failure) => {
    services.problems.tell(failure)
    reportError(failure)
  }
  await mountWhole(app, services, router, place)
  await painted()
  if (router.currentRoute.value.meta.outside) return
  watch(services.person, (person) => void person?.protectStorage().catch(services.problems.tell), { immediate: true })
  await services.firstLooks.settled(longestFirstViewMs)
  await painted()
  // A file that is missing is told about by the screen that needs it.
  loadPhoneScreens().catch(() => undefined)
  fetchBaseMapBehindRecords(services)
}

async function start(): Promise<void> {
  const problems = createProblems()
  const place = must(document.querySelector('#app'), 'a place for the app')
  const opening = startOpening(problems, place)
  try {
    const theme = createTheme({
      memory: localStorage,
      systemDark: matchMedia('(prefers-color-scheme: dark)'),
      root: document.documentElement,
    })
    const { services, router } = await open(problems, opening)
    await show(services, router, theme, place)
    opening.end()
  } catch (failure) {
    // The opening screen stays and says it; no database is ever made in place of one that will not open.
    problems.tell(failure)
  }
}

void start()
