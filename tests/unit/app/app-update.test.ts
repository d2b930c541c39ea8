import { beforeEach, describe, expect, test, vi } from 'vitest'
import {
  createAppUpdate,
  type AppUpdate,
  type WorkerContainer,
  type WorkerRegistration,
} from '../../../src/app/features/update/app-update.ts'

/** A worker of one build, as the browser shows it to a page. */
class Worker extends EventTarget {
  state: ServiceWorkerState = 'installing'
  readonly messages: unknown[] = []
  postMessage(message: unknown): void {
    this.messages.push(message)
  }
}

/** One registration that goes through the states of the browser's own, one step at a time. */
class Browser extends EventTarget implements WorkerContainer {
  readonly registration = Object.assign(new EventTarget(), {
    active: null as Worker | null,
    installing: null as Worker | null,
    waiting: null as Worker | null,
    update: () => Promise.reject(new Error('offline')),
  }) satisfies WorkerRegistration
  isRegistered = false
  /** How often the page has registered its worker. */
  registered = 0
  /** What the next calls of register fail with. */
  failures: Error[] = []

  getRegistration = (): Promise<WorkerRegistration | undefined> =>
    Promise.resolve(this.isRegistered ? this.registration : undefined)
  register = async (): Promise<WorkerRegistration> => {
    this.registered += 1
    const failure = this.failures.shift()
    if (failure) throw failure
    return this.registration
  }

  /** A file of the install was lost on the line. */
  loseInstall(worker: Worker): void {
    worker.state = 'redundant'
    this.registration.installing = null
    worker.dispatchEvent(new Event('statechange'))
  }

  install(): Worker {
    const worker = new Worker()
    this.registration.installing = worker
    this.registration.dispatchEvent(new Event('updatefound'))
    this.registration.installing = null
    this.registration.waiting = worker
    worker.dispatchEvent(new Event('statechange'))
    return worker
  }

  letIn(hearing: 'heard' | 'frozen' = 'heard'): void {
    this.registration.active = this.registration.waiting
    this.registration.waiting = null
    if (hearing === 'heard') this.dispatchEvent(new Event('controllerchange'))
  }

  /** A browser in which a build runs since yesterday. */
  static controlled(): Browser {
    const browser = new Browser()
    browser.isRegistered = true
    browser.registration.active = new Worker()
    return browser
  }
}

let isBusy: boolean
let reloads: number

beforeEach(() => {
  isBusy = false
  reloads = 0
})

const updateOf = (workers: WorkerContainer): Promise<AppUpdate> =>
  createAppUpdate({
    workers,
    channel: new BroadcastChannel('xunhu-update-test'),
    isBusy: () => isBusy,
    reload: () => (reloads += 1),
    waitMs: () => Promise.resolve(),
  })

describe('a new build', () => {
  test('is offered once it waits, and let in by the tap alone', async () => {
    const browser = Browser.controlled()
    const update = await updateOf(browser)
    const incoming = browser.install()
    expect([update.state.value, incoming.messages]).toEqual(['waiting', []])
    await update.apply()
    expect([update.state.value, incoming.messages]).toEqual(['applying', [{ type: 'SKIP_WAITING' }]])
    browser.letIn()
    await update.settle()
    expect(reloads).toBeGreaterThan(0)
  })

  test('the very first one takes over its own page without a word and without a reload', async () => {
    const browser = new Browser()
    const update = await updateOf(browser)
    browser.install()
    browser.letIn()
    await update.settle()
    expect([update.state.value, reloads]).toEqual(['none', 0])
  })

  test('that came after one which nobody has let in yet is the one that is let in', async () => {
    const browser = Browser.controlled()
    const update = await updateOf(browser)
    browser.install()
    const third = browser.install()
    await update.apply()
    expect(third.messages).toEqual([{ type: 'SKIP_WAITING' }])
  })

  test('is not let in under a form, and is offered again after it', async () => {
    const browser = Browser.controlled()
    const update = await updateOf(browser)
    const incoming = browser.install()
    isBusy = true
    await update.apply()
    expect([update.state.value, incoming.messages]).toEqual(['busyElsewhere', []])
    isBusy = false
    await update.apply()
    expect(incoming.messages).toHaveLength(1)
  })

  test('that another window has let in all the same waits here for the form to be left', async () => {
    const browser = Browser.controlled()
    const update = await updateOf(browser)
    browser.install()
    isBusy = true
    browser.letIn()
    await update.settle()
    expect(reloads).toBe(0)
    isBusy = false
    await update.settle()
    expect(reloads).toBe(1)
  })

  test('that was let in while this window was frozen is caught up with when it wakes', async () => {
    const browser = Browser.controlled()
    const update = await updateOf(browser)
    browser.install()
    browser.letIn('frozen')
    await update.settle()
    expect(reloads).toBe(1)
  })

  test('of which a frozen window has heard nothing at all is caught up with too', async () => {
    const browser = Browser.controlled()
    const update = await updateOf(browser)
    browser.registration.active = new Worker()
    await update.settle()
    expect([update.state.value, reloads]).toEqual(['none', 1])
  })

  test('that cannot be asked for without network disturbs nobody', async () => {
    const update = await updateOf(Browser.controlled())
    await expect(update.look()).resolves.toBeUndefined()
  })
})

describe('a first install that loses a file on the line', () => {
  test('is begun again until it succeeds, also where the script itself is out of reach meanwhile', async () => {
    const browser = new Browser()
    const first = new Worker()
    browser.registration.installing = first
    await updateOf(browser)
    const second = new Worker()
    browser.registration.installing = second
    browser.failures = [new TypeError('offline')]
    browser.loseInstall(first)
    browser.registration.installing = second
    await vi.waitFor(() => expect(browser.registered).toBe(3))
    browser.loseInstall(second)
    await vi.waitFor(() => expect(browser.registered).toBe(4))
  })

  test('is no reason to register again where an older build works', async () => {
    const browser = Browser.controlled()
    const next = new Worker()
    browser.registration.installing = next
    await updateOf(browser)
    browser.loseInstall(next)
    await new Promise((resolve) => setImmediate(resolve))
    expect(browser.registered).toBe(1)
  })
})
