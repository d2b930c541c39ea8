import { beforeEach, expect, test } from 'vitest'
import { createLiveNews } from '../../../../src/device/sync/live-news.ts'
import { bootAfterMs, createTriggers } from '../../../../src/device/sync/triggers.ts'
import { createSeededRandom } from '../../../../src/lib/random.ts'
import { createStreams } from '../../../support/news-stream.ts'

/** A page whose time passes when it is told. */
function createPage() {
  const window = new EventTarget()
  const { document, streams, ...page } = createStreams()
  const timers = new Map<number, { readonly atMs: number; readonly callback: () => void }>()
  let nowMs = 0
  let made = 0
  let runs = 0
  const triggers = createTriggers({
    window,
    document,
    news: createLiveNews({ document, openStream: page.openStream }),
    random: createSeededRandom(1),
    setTimeout: (callback, delayMs) => {
      made += 1
      timers.set(made, { atMs: nowMs + delayMs, callback })
      return made
    },
    clearTimeout: (timer) => timers.delete(timer),
  })
  const pass = (byMs: number): void => {
    const untilMs = nowMs + byMs
    for (;;) {
      const due = [...timers].filter(([, { atMs }]) => atMs <= untilMs).sort(([, a], [, b]) => a.atMs - b.atMs)[0]
      if (!due) break
      timers.delete(due[0])
      nowMs = due[1].atMs
      due[1].callback()
    }
    nowMs = untilMs
  }
  return { window, document, streams, triggers, pass, start: () => triggers.start(() => (runs += 1)), runs: () => runs }
}

let page: ReturnType<typeof createPage>
beforeEach(() => {
  page = createPage()
  page.start()
  page.pass(bootAfterMs)
})

test('a pass starts once the first screen has had its time', () => {
  expect(page.runs()).toBe(1)
  const early = createPage()
  early.start()
  early.pass(bootAfterMs - 1)
  expect(early.runs()).toBe(0)
})

test.each(['online', 'pageshow', 'focus'])('a pass starts on %s', (event) => {
  page.window.dispatchEvent(new Event(event))
  expect(page.runs()).toBe(2)
})

test('a pass starts when the page comes into view, and none when it goes', () => {
  page.document.visibilityState = 'hidden'
  page.document.dispatchEvent(new Event('visibilitychange'))
  expect(page.runs()).toBe(1)
  page.document.visibilityState = 'visible'
  page.document.dispatchEvent(new Event('visibilitychange'))
  expect(page.runs()).toBe(2)
})

test('while in view a pass starts every minute, more or less', () => {
  page.pass(600_000)
  expect(page.runs()).toBeGreaterThanOrEqual(8)
  expect(page.runs()).toBeLessThanOrEqual(14)
})

test('out of view the timer starts nothing', () => {
  page.document.visibilityState = 'hidden'
  page.pass(600_000)
  expect(page.runs()).toBe(1)
})

test('[SYNC-27] news of a colleague starts a pass within two seconds, and several make one', () => {
  page.streams[0]?.tell()
  page.pass(100)
  page.streams[0]?.tell()
  expect(page.runs()).toBe(1)
  page.pass(1_900)
  expect(page.runs()).toBe(2)
  page.streams[0]?.tell()
  page.pass(2_000)
  expect(page.runs()).toBe(3)
})

test('[SYNC-27] what this very phone has sent starts no pass', () => {
  page.streams[0]?.tell('self')
  page.pass(2_000)
  expect(page.runs()).toBe(1)
})

test('[SYNC-27] without a stream the timer finds the same', () => {
  page.streams[0]?.giveUp()
  page.pass(600_000)
  expect(page.runs()).toBeGreaterThanOrEqual(8)
  expect(page.streams).toHaveLength(2)
})

test('the stream is opened with the first pass, after the first screen', () => {
  const early = createPage()
  early.start()
  early.pass(bootAfterMs - 1)
  expect(early.streams).toHaveLength(0)
  early.pass(1)
  expect(early.streams).toHaveLength(1)
})

test('several saves in a row make one pass, a second after the last', () => {
  for (let tap = 0; tap < 6; tap += 1) {
    page.triggers.soon()
    page.pass(300)
  }
  expect(page.runs()).toBe(1)
  page.pass(1_000)
  expect(page.runs()).toBe(2)
})

test('after a failure the next pass comes when the wait is over', () => {
  page.triggers.after(5_000)
  page.pass(4_999)
  expect(page.runs()).toBe(1)
  page.pass(1)
  expect(page.runs()).toBe(2)
})

test('once stopped nothing starts a pass', () => {
  page.triggers.soon()
  page.streams[0]?.tell()
  page.triggers.stop()
  expect(page.streams[0]?.isClosed).toBe(true)
  page.window.dispatchEvent(new Event('online'))
  page.pass(600_000)
  expect(page.runs()).toBe(1)
})
