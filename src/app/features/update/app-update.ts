import { ref, type Ref } from 'vue'

export type UpdateState = 'none' | 'waiting' | 'busyElsewhere' | 'applying'

export interface AppUpdate {
  readonly state: Readonly<Ref<UpdateState>>
  /** By a person's tap only: asks every window, then lets the new worker in; each window reloads once. */
  apply(): Promise<void>
  /** Asks the server for a new build; without network nothing happens. */
  look(): Promise<void>
  /** Told when this window may have stopped being busy: a reload that had to wait is made up for. */
  settle(): Promise<void>
}

/** The worker's registration, as far as an update goes. */
export interface WorkerRegistration extends EventTarget {
  readonly active: EventTarget | null
  readonly installing: EventTarget | null
  readonly waiting: (EventTarget & { postMessage(message: unknown): void }) | null
  update(): Promise<unknown>
}

export interface WorkerContainer extends EventTarget {
  getRegistration(): Promise<WorkerRegistration | undefined>
  register(script: string): Promise<WorkerRegistration>
}

export interface AppUpdateParts {
  readonly workers: WorkerContainer
  readonly channel: BroadcastChannel
  /** Whether this window shows a form that somebody may be filling. */
  isBusy(): boolean
  reload(): void
  waitMs(durationMs: number): Promise<void>
}

/** Windows answer within a few ms; a frozen one cannot, and has flushed its draft when it was hidden. */
const answerWithinMs = 300

/**
 * Registers the worker, offers a new build once it waits, and applies it only when no window is in the middle of a form.
 *
 * The reload hangs on the change of controller, which every worker of ours brings about by claiming its windows: it comes in
 * the first, uncontrolled session too, for a build that was already waiting at the start, and for the third build in a row.
 * A window that is busy all the same goes on as it is and reloads when its form is left.
 */
export async function createAppUpdate(parts: AppUpdateParts): Promise<AppUpdate> {
  const { workers, channel, isBusy, reload, waitMs } = parts
  const state = ref<UpdateState>('none')
  let anyBusy = false
  let due: 'no' | 'yes' | 'done' = 'no'
  // The very first worker takes over a page of its own build.
  let isFirst = !(await workers.getRegistration())?.active

  async function settle(): Promise<void> {
    if (due !== 'yes' || isBusy()) return
    // The form that was left is still writing its draft.
    await waitMs(answerWithinMs)
    if (due !== 'yes' || isBusy()) return
    due = 'done'
    reload()
  }

  function onControllerChange(): void {
    if (!isFirst && due === 'no') due = 'yes'
    isFirst = false
    void settle()
  }

  channel.addEventListener('message', (event: MessageEvent<string>) => {
    if (event.data === 'mayUpdate?' && isBusy()) channel.postMessage('busy')
    if (event.data === 'busy') anyBusy = true
  })
  workers.addEventListener('controllerchange', onControllerChange)
  const registration = await workers.register('/sw.js')

  function offer(): void {
    if (registration.active && registration.waiting && state.value === 'none') state.value = 'waiting'
  }
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', offer))
  registration.installing?.addEventListener('statechange', offer)
  offer()

  return {
    state,
    apply: async () => {
      anyBusy = isBusy()
      channel.postMessage('mayUpdate?')
      await waitMs(answerWithinMs)
      state.value = anyBusy ? 'busyElsewhere' : 'applying'
      if (anyBusy) return
      // Where another window has let it in already, only the reload is missing.
      if (registration.waiting) registration.waiting.postMessage({ type: 'SKIP_WAITING' })
      else reload()
    },
    look: async () => {
      await registration.update().catch(() => undefined)
    },
    settle,
  }
}
