export interface BusyWindowsParts {
  readonly channel: BroadcastChannel
  /** Whether this window shows a form that somebody may be filling. */
  isBusy(): boolean
  waitMs(durationMs: number): Promise<void>
}

/** Windows answer within a few ms; a frozen one cannot, and has flushed its draft when it was hidden. */
export const answerWithinMs = 300

/** Asks all windows, this one too, whether one is in the middle of a form; from now on answers when another asks. */
export function createBusyWindows({ channel, isBusy, waitMs }: BusyWindowsParts): () => Promise<boolean> {
  let isAnyBusy = false
  channel.addEventListener('message', (event: MessageEvent<string>) => {
    if (event.data === 'mayUpdate?' && isBusy()) channel.postMessage('busy')
    if (event.data === 'busy') isAnyBusy = true
  })
  return async () => {
    isAnyBusy = isBusy()
    channel.postMessage('mayUpdate?')
    await waitMs(answerWithinMs)
    return isAnyBusy
  }
}
