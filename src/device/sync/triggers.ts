import type { Random } from '../../lib/random.ts'
import type { LiveNews } from './live-news.ts'

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
  readonly news: LiveNews
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
/**
 * One record of a colleague is news to the whole squad at once: its phones spread their calls, and one call serves all news of
 * the time until it. At seven, with 30 phones and a record a second, that is at most 30 calls of 3 ms a second; the news is
 * there within two.
 */
const afterNewsMs = { least: 200, most: 1_200 }

export function createTriggers({ window, document, news, random, setTimeout, clearTimeout }: TriggerParts): Triggers {
  let run: (() => void) | null = null
  let timer: unknown = null
  let soonTimer: unknown = null
  let newsTimer: unknown = null
  let stopListening: (() => void) | null = null

  const isVisible = (): boolean => document.visibilityState === 'visible'
  const runIfVisible = (): void => {
    if (isVisible()) run?.()
  }

  function onNews(by: 'self' | 'others'): void {
    // A pass at once would ask, after every push of its own, for what this phone already has.
    if (by === 'self') return
    newsTimer ??= setTimeout(
      () => {
        newsTimer = null
        runIfVisible()
      },
      afterNewsMs.least + random.next() * (afterNewsMs.most - afterNewsMs.least),
    )
  }

  function schedule(delayMs: number): void {
    clearTimeout(timer as never)
    timer = setTimeout(() => {
      runIfVisible()
      // With the first pass and not before it; a stream that was given up is tried again with each of them.
      stopListening ??= news.listen(onNews)
      news.revive()
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
      clearTimeout(newsTimer as never)
      stopListening?.()
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
