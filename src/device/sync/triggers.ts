import type { Random } from '../../lib/random.ts'

/** When a pass is started; the events are hints, the timer is the truth. */
export interface Triggers {
  start(run: () => void): void
  stop(): void
  /** After a save: several saves in a row make one pass. */
  soon(): void
  /** Once, after a failure has set the wait. */
  after(delayMs: number): void
}

export interface TriggerParts {
  readonly window: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>
  readonly document: Pick<Document, 'addEventListener' | 'removeEventListener' | 'visibilityState'>
  readonly random: Random
  readonly setTimeout: (callback: () => void, delayMs: number) => unknown
  readonly clearTimeout: (timer: never) => void
}

/** The first screen comes first: a pass at once would cost it a sixth of a second on a cheap phone. */
export const bootAfterMs = 1_500
const afterSaveMs = 1_000
const everyMs = 60_000
/** Phones of one squad start together at seven: their timers must not. */
const jitterShare = 0.5

export function createTriggers({ window, document, random, setTimeout, clearTimeout }: TriggerParts): Triggers {
  let run: (() => void) | null = null
  let timer: unknown = null
  let soonTimer: unknown = null

  const isVisible = (): boolean => document.visibilityState === 'visible'
  const runIfVisible = (): void => {
    if (isVisible()) run?.()
  }

  function schedule(delayMs: number): void {
    clearTimeout(timer as never)
    timer = setTimeout(() => {
      runIfVisible()
      schedule(everyMs * (1 - jitterShare / 2 + random.next() * jitterShare))
    }, delayMs)
  }

  const onHint = (): void => runIfVisible()

  return {
    start: (callback) => {
      run = callback
      for (const event of ['online', 'pageshow', 'focus']) window.addEventListener(event, onHint)
      document.addEventListener('visibilitychange', onHint)
      schedule(bootAfterMs)
    },
    stop: () => {
      run = null
      for (const event of ['online', 'pageshow', 'focus']) window.removeEventListener(event, onHint)
      document.removeEventListener('visibilitychange', onHint)
      clearTimeout(timer as never)
      clearTimeout(soonTimer as never)
    },
    soon: () => {
      clearTimeout(soonTimer as never)
      soonTimer = setTimeout(() => run?.(), afterSaveMs)
    },
    after: (delayMs) => {
      if (run) schedule(delayMs)
    },
  }
}
