import { ref, type Ref } from 'vue'
import type { Workbox } from 'workbox-window'

export type UpdateState = 'none' | 'waiting' | 'busyElsewhere' | 'applying'

export interface AppUpdate {
  readonly state: Readonly<Ref<UpdateState>>
  /** By a person's tap only: asks every window, then lets the new worker in and reloads each window once. */
  apply(): Promise<void>
}

export interface AppUpdateParts {
  readonly workbox: Workbox
  readonly channel: BroadcastChannel
  /** Whether this window shows a form that somebody may be filling. */
  isBusy(): boolean
  reload(): void
  waitMs(durationMs: number): Promise<void>
}

/** Windows answer within a few ms; a frozen one cannot, and has flushed its draft when it was hidden. */
const answerWithinMs = 300

/**
 * Offers a new build once it waits, and applies it only when no window is in the middle of a form.
 *
 * The reload hangs on our own listener for `activated`: in the first, uncontrolled session no `controlling` ever comes.
 */
export function createAppUpdate({ workbox, channel, isBusy, reload, waitMs }: AppUpdateParts): AppUpdate {
  const state = ref<UpdateState>('none')
  let anyBusy = false
  let reloaded = false

  channel.addEventListener('message', (event: MessageEvent<string>) => {
    if (event.data === 'mayUpdate?' && isBusy()) channel.postMessage('busy')
    if (event.data === 'busy') anyBusy = true
  })
  workbox.addEventListener('waiting', () => (state.value = 'waiting'))
  workbox.addEventListener('activated', (event) => {
    if (!event.isUpdate && !event.isExternal) return
    if (reloaded || isBusy()) return
    reloaded = true
    reload()
  })

  return {
    state,
    apply: async () => {
      anyBusy = isBusy()
      channel.postMessage('mayUpdate?')
      await waitMs(answerWithinMs)
      state.value = anyBusy ? 'busyElsewhere' : 'applying'
      if (!anyBusy) workbox.messageSkipWaiting()
    },
  }
}
