import { beforeEach, describe, expect, test } from 'vitest'
import { createLiveNews, type LiveNews } from '../../../../src/device/sync/live-news.ts'
import { createStreams } from '../../../support/news-stream.ts'

let page: ReturnType<typeof createStreams>
let live: LiveNews
let heard: number
const listen = (): (() => void) => live.listen(() => (heard += 1))

beforeEach(() => {
  page = createStreams()
  live = createLiveNews(page)
  heard = 0
})

test('all who listen in a window share one stream, which ends with the last', () => {
  const leaveFirst = listen()
  const leaveSecond = listen()
  expect(page.streams).toHaveLength(1)
  leaveFirst()
  expect(page.streams[0]?.isClosed).toBe(false)
  leaveSecond()
  leaveSecond()
  expect(page.streams[0]?.isClosed).toBe(true)
})

test('news is told to all', () => {
  listen()
  listen()
  page.streams[0]?.tell()
  expect(heard).toBe(2)
})

describe('a window that nobody sees', () => {
  test('has no stream, and none is opened for who begins to listen', () => {
    listen()
    page.show('hidden')
    expect(page.streams[0]?.isClosed).toBe(true)
    listen()
    live.revive()
    expect(page.streams).toHaveLength(1)
  })

  test('has one again when it is seen, and what happened meanwhile counts as news', () => {
    listen()
    page.streams[0]?.open()
    page.show('hidden')
    page.show('visible')
    expect(heard).toBe(0)
    page.streams[1]?.open()
    expect(heard).toBe(1)
  })

  test('opens none when it is seen and nobody listens any more', () => {
    const leave = listen()
    page.show('hidden')
    leave()
    page.show('visible')
    expect(page.streams).toHaveLength(1)
  })
})

test('a stream that the browser has given up is opened again when it is asked for, and no other', () => {
  listen()
  live.revive()
  expect(page.streams).toHaveLength(1)
  page.streams[0]?.giveUp()
  live.revive()
  expect(page.streams).toHaveLength(2)
})

test('a stream that is open again counts as news, its first opening does not', () => {
  listen()
  page.streams[0]?.open()
  expect(heard).toBe(0)
  page.streams[0]?.open()
  expect(heard).toBe(1)
})
