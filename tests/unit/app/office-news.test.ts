import { beforeEach, describe, expect, test } from 'vitest'
import { createOfficeNews } from '../../../src/app/office-news.ts'
import { createLiveNews } from '../../../src/device/sync/live-news.ts'
import { createStreams } from '../../support/news-stream.ts'

function createOffice() {
  const page = createStreams()
  let poll: (() => void) | null = null
  let heard = 0
  const news = createOfficeNews({
    live: createLiveNews(page),
    document: page.document,
    repeat: (_everyMs, callback) => {
      poll = callback
      return () => (poll = null)
    },
  })
  const listen = (): (() => void) => news(() => (heard += 1))
  return { ...page, listen, poll: () => poll?.(), heard: () => heard }
}

let office: ReturnType<typeof createOffice>
beforeEach(() => {
  office = createOffice()
})

test('news is told to a screen until it is left', () => {
  const leave = office.listen()
  office.streams[0]?.tell()
  expect(office.heard()).toBe(1)
  leave()
  office.poll()
  expect(office.heard()).toBe(1)
  expect(office.streams[0]?.isClosed).toBe(true)
})

describe('while the stream is down', () => {
  test('the office asks by itself', () => {
    office.listen()
    office.poll()
    expect(office.heard()).toBe(1)
  })

  test('a window that nobody sees does not ask', () => {
    office.listen()
    office.show('hidden')
    office.poll()
    expect(office.heard()).toBe(0)
  })

  test('one that the browser gave up is opened again', () => {
    office.listen()
    office.streams[0]?.giveUp()
    office.poll()
    expect(office.streams).toHaveLength(2)
  })
})

test('while the stream is open the office does not ask', () => {
  office.listen()
  office.streams[0]?.open()
  office.poll()
  expect(office.heard()).toBe(0)
})
