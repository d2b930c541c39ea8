import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { h, ref, shallowRef, type Component } from 'vue'
import { createMemoryHistory, createRouter, type Router } from 'vue-router'
import { createDayMemory } from '../../../src/app/features/today/day-memory.ts'
import { createFirstLooks } from '../../../src/app/first-looks.ts'
import { textsKey } from '../../../src/app/composables/use-texts.ts'
import { createProblems } from '../../../src/app/problems.ts'
import { createScreenLock } from '../../../src/app/screen-lock.ts'
import { appServicesKey, type AppServices, type PersonServices } from '../../../src/app/services.ts'
import { themeKey } from '../../../src/app/theme.ts'
import { zhCN } from '../../../src/app/texts/zh-CN/zh-CN.ts'
import { createDerivePin } from '../../../src/device/lock/derive-pin.ts'
import { createPinLock } from '../../../src/device/lock/pin-lock.ts'
import { createPinMemory } from '../../../src/device/lock/pin-memory.ts'
import type { LocatorState } from '../../../src/device/location/locator.ts'
import type { Collection } from '../../../src/domain/journal/assignment.ts'
import type { ScopeId } from '../../../src/domain/ids.ts'
import type { Role } from '../../../src/domain/people/role.ts'
import { createEngine } from '../../support/fresh-engine.ts'
import { createPhoneStorage, device, officer, type PhoneStorage } from '../../support/phone-storage.ts'

export const squad = 'squad-1' as ScopeId

/** Every address that a screen may lead to; the tests ask where the person has come to. */
const names = {
  today: '/today',
  arrive: '/shift/:shiftId/arrive',
  shift: '/shift/:shiftId',
  leave: '/shift/:shiftId/leave',
  tally: '/shift/:shiftId/tally',
  checklist: '/shift/:shiftId/checklist/:templateId',
  'finding-new': '/finding/new',
  'sign-correction': '/signs/:signId/edit/:draftId',
  'sign-form': '/signs/new/:draftId',
  'survey-start': '/signs/:signId/survey',
  survey: '/signs/:signId/survey/:draftId',
  elsewhere: '/:rest(.*)*',
}

export interface Phone extends PhoneStorage {
  /** What the office has given to this phone. */
  give(collection: Collection, id: string, data: object, sortKey?: string): Promise<void>
  /** The first sync has ended: what is not there is nowhere. */
  readFeeds(): Promise<void>
}

export function createPhone(): Phone {
  const storage = createPhoneStorage(createEngine())
  return {
    ...storage,
    give: async (collection, id, data, sortKey = '') => {
      const row = { key: `${collection}/${id}`, collection, id, scope: squad, rev: 1, sortKey, data: { ...data } }
      await storage.db.assignments.put(row)
    },
    readFeeds: async () => {
      await storage.db.cursors.put({ scope: squad, cursor: 'c', complete: 'yes' })
    },
  }
}

export interface ScreenOptions {
  readonly phone: Phone
  readonly path: string
  readonly props?: Readonly<Record<string, unknown>>
  readonly role?: Role
  /** Of one squad where nothing else is said. */
  readonly scopes?: readonly ScopeId[]
  readonly locator?: LocatorState
  readonly services?: Partial<AppServices>
}

export interface Screen {
  readonly wrapper: VueWrapper
  readonly router: Router
  text(): string
  /** By its visible label; undefined when there is none. */
  button(label: string): HTMLButtonElement | undefined
  tap(label: string): Promise<void>
}

const allText = (): string => document.body.textContent?.replace(/\s+/g, ' ') ?? ''

function findButton(label: string): HTMLButtonElement | undefined {
  const all = [...document.body.querySelectorAll<HTMLButtonElement>('button, a, [role=radio]')]
  return all.find((each) => (each.textContent ?? '').replace(/\s+/g, ' ').trim() === label)
}

function servicesOf({
  phone,
  role = 'officer',
  scopes = [squad],
  locator = { state: 'off' },
  services,
}: ScreenOptions): AppServices {
  const session = {
    personId: officer,
    number: '1001',
    name: '队员甲',
    role,
    members: scopes.map((scope) => ({ scope, role })),
    epoch: 'e',
    now: '',
    timeZone: 'Asia/Shanghai',
    sample: false,
  }
  const idle = { now: { phase: 'idle' }, last: { health: 'never' } }
  const person = {
    ...phone,
    database: phone.db,
    session,
    device,
    storageProblem: shallowRef(null),
    pendingCapture: { begin: async () => undefined, end: async () => undefined, hasLostPage: async () => false },
    sync: { status: () => idle, subscribe: () => () => undefined, nudge: () => undefined, syncNow: async () => idle },
  } as unknown as PersonServices
  return {
    clock: phone.clock,
    random: phone.random,
    problems: createProblems(),
    firstLooks: createFirstLooks(setTimeout),
    days: createDayMemory(localStorage, 'test'),
    person: shallowRef(person),
    account: { remembered: () => ({ session, device }) },
    lock: createScreenLock({
      pins: createPinLock({
        memory: createPinMemory(localStorage),
        derive: createDerivePin(crypto.subtle),
        clock: phone.clock,
        random: phone.random,
      }),
      clock: phone.clock,
      document,
      personId: () => session.personId,
    }),
    locator: {
      current: () => locator,
      watch: (listener: (state: LocatorState) => void) => {
        listener(locator)
        return () => undefined
      },
    },
    ...services,
  } as unknown as AppServices
}

/** Puts one screen on the page of a phone, over its real database. */
export async function mountScreen(component: Component, options: ScreenOptions): Promise<Screen> {
  const empty = { render: () => h('div') }
  const router = createRouter({
    history: createMemoryHistory(),
    routes: Object.entries(names).map(([name, path]) => ({ name, path, component: empty })),
  })
  await router.push(options.path)
  const wrapper = mount(component, {
    ...(options.props ? { props: { ...options.props } } : {}),
    global: {
      plugins: [router],
      provide: {
        [appServicesKey as symbol]: servicesOf(options),
        [textsKey as symbol]: zhCN,
        [themeKey as symbol]: { theme: ref('system'), largeText: ref(false) },
      },
    },
    attachTo: document.body,
  })
  await flushPromises()
  return {
    wrapper,
    router,
    text: allText,
    button: findButton,
    tap: async (label) => {
      const found = findButton(label)
      if (!found) throw new Error(`no button ${label} in: ${allText()}`)
      // As a finger does it: a tab is turned to when it is pressed.
      found.dispatchEvent(new MouseEvent('mousedown', { bubbles: true }))
      found.click()
      await flushPromises()
    },
  }
}
