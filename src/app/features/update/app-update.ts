import { ref, type Ref } from 'vue'
import { answerWithinMs, createBusyWindows, type BusyWindowsParts } from './busy-windows.ts'

export type UpdateState = 'none' | 'waiting' | 'busyElsewhere' | 'applying'

export interface AppUpdate {
  readonly state: Readonly<Ref<UpdateState>>
  /** By a person's tap only: asks every window, then lets the new worker in; each window reloads once. */
  apply(): Promise<void>
  /** Asks the server for a new build; without network nothing happens. */
  look(): Promise<void>
  /** Told when this window may have stopped being busy, or woken up: a reload that had to wait or was missed is made up for. */
  settle(): Promise<void>
}

/** The worker's registration, as far as an update goes. */
export interface WorkerRegistration extends EventTarget {
  readonly active: EventTarget | null
  readonly installing: (EventTarget & { readonly state: ServiceWorkerState }) | null
  readonly waiting: (EventTarget & { postMessage(message: unknown): void }) | null
  update(): Promise<unknown>
}

export interface WorkerContainer extends EventTarget {
  getRegistration(): Promise<WorkerRegistration | undefined>
  register(script: string): Promise<WorkerRegistration>
}

export interface AppUpdateParts extends BusyWindowsParts {
  readonly workers: WorkerContainer
  reload(): void
}

/** Tells at the start and whenever a build of a later date waits. */
function onWaiting(registration: WorkerRegistration, tell: () => void): void {
  const look = (): void => {
    if (registration.active && registration.waiting) tell()
  }
  const follow = (): void => registration.installing?.addEventListener('statechange', look)
  registration.addEventListener('updatefound', follow)
  follow()
  look()
}

const firstRetryAfterMs = 5_000
const longestRetryMs = 5 * 60_000

/**
 * Tells when the very first install has failed.
 *
 * One file that is lost on a bad line makes it fail as a whole. The browser then drops the registration and tries no more by
 * itself: 离线可用 would not come until the page is loaded again.
 */
function onFirstInstallLost(registration: WorkerRegistration, tell: () => void): void {
  const worker = registration.installing
  worker?.addEventListener('statechange', () => {
    if (worker.state === 'redundant' && !registration.active) tell()
  })
}

/**
 * Registers the worker, offers a new build once it waits, and applies it only when no window is in the middle of a form.
 *
 * The reload hangs on the change of controller, which every worker of ours brings about by claiming its windows: it comes in
 * the first, uncontrolled session too, for a build that was already waiting at the start, and for the third build in a row.
 * A window that is busy all the same goes on as it is and reloads when its form is left.
 */
export async function createAppUpdate(parts: AppUpdateParts): Promise<AppUpdate> {
  const { workers, isBusy, reload, waitMs } = parts
  const state = ref<UpdateState>('none')
  const isAnyWindowBusy = createBusyWindows(parts)
  let isLetIn = false
  // The very first worker takes over a page of its own build.
  let isFirst = !(await workers.getRegistration())?.active
  let retries = 0
  let registration = await enrol()
  const activeAtStart = registration.active

  async function enrol(): Promise<WorkerRegistration> {
    const enrolled = await workers.register('/sw.js')
    onWaiting(enrolled, () => {
      if (state.value === 'none') state.value = 'waiting'
    })
    onFirstInstallLost(enrolled, () => void enrolAgain())
    return enrolled
  }

  async function enrolAgain(): Promise<void> {
    await waitMs(Math.min(firstRetryAfterMs * 2 ** retries, longestRetryMs))
    retries += 1
    try {
      registration = await enrol()
    } catch {
      // No network for the script itself: the same again, later.
      void enrolAgain()
    }
  }

  /** A window that was frozen may have heard neither that a build waits nor that it was let in: the worker says it. */
  function isOvertaken(): boolean {
    return isLetIn || (activeAtStart !== null && registration.active !== activeAtStart)
  }

  async function settle(): Promise<void> {
    if (!isOvertaken() || isBusy()) return
    // The form that was left is still writing its draft.
    await waitMs(answerWithinMs)
    if (!isBusy()) reload()
  }

  async function apply(): Promise<void> {
    state.value = (await isAnyWindowBusy()) ? 'busyElsewhere' : 'applying'
    if (state.value === 'busyElsewhere') return
    // Where another window has let it in already, only the reload is missing.
    if (registration.waiting) registration.waiting.postMessage({ type: 'SKIP_WAITING' })
    else reload()
  }

  workers.addEventListener('controllerchange', () => {
    isLetIn = !isFirst
    isFirst = false
    void settle()
  })
  return { state, apply, look: async () => void (await registration.update().catch(() => undefined)), settle }
}
