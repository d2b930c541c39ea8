import { beforeEach, describe, expect, test } from 'vitest'
import { createOfficeNews } from '../../../src/app/office-news.ts'

class Stream extends EventTarget {
  readyState = 0
  isClosed = false

  open(): void {
    this.readyState = 1
    this.dispatchEvent(new Event('open'))
  }

  close(): void {
    this.readyState = 2
    this.isClosed = true
  }
}

function createOffice() {
  const streams: Stream[] = []
  const document = { visibilityState: 'visible' as DocumentVisibilityState }
  let poll: () => void = () => undefined
  let heard = 0
  const news = createOfficeNews({
    openStream: () => {
      streams.push(new Stream())
      return streams[streams.length - 1] as unknown as EventSource
    },
    document,
    repeat: (_everyMs, callback) => {
      poll = callback
      return () => (poll = () => undefined)
    },
  })
  const listen = (): (() => void) => news(() => (heard += 1))
  return { streams, document, news, listen, poll: () => poll(), heard: () => heard }
}

let office: ReturnType<typeof createOffice>
beforeEach(() => {
  office = createOffice()
})

test('all who listen in a window share one stream, which ends with the last', () => {
  const leaveFirst = office.listen()
  const leaveSecond = office.listen()
  expect(office.streams).toHaveLength(1)
  leaveFirst()
  expect(office.streams[0]?.isClosed).toBe(false)
  leaveSecond()
  leaveSecond()
  expect(office.streams[0]?.isClosed).toBe(true)
})

test('news is told to all', () => {
  office.listen()
  office.listen()
  office.streams[0]?.dispatchEvent(new Event('news'))
  expect(office.heard()).toBe(2)
})

describe('while the stream is down', () => {
  test('the office asks by itself', () => {
    office.listen()
    office.poll()
    expect(office.heard()).toBe(1)
  })

  test('a window that nobody sees does not ask', () => {
    office.listen()
    office.document.visibilityState = 'hidden'
    office.poll()
    expect(office.heard()).toBe(0)
  })

  test('one that the browser gave up is opened again', () => {
    office.listen()
    office.streams[0]!.readyState = 2
    office.poll()
    expect(office.streams).toHaveLength(2)
  })
})

test('a stream that is open again counts as news, its first opening does not', () => {
  office.listen()
  office.streams[0]?.open()
  expect(office.heard()).toBe(0)
  office.poll()
  expect(office.heard()).toBe(0)
  office.streams[0]?.open()
  expect(office.heard()).toBe(1)
})
