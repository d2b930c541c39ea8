import { beforeEach, describe, expect, test } from 'vitest'
import type { EncodedImage } from '../../../../src/device/photos/encode-picture.ts'
import { createWorkerEncoder, type Encode, type EncodeAnswer } from '../../../../src/device/photos/worker-encoder.ts'
import { createHandTimers, type HandTimers } from '../../../support/hand-timers.ts'

class HandWorker extends EventTarget {
  ended = false
  asked = 0
  postMessage(): void {
    this.asked += 1
  }
  terminate(): void {
    this.ended = true
  }
  answer(data: EncodeAnswer): void {
    this.dispatchEvent(new MessageEvent('message', { data }))
  }
}

const image: EncodedImage = {
  outcome: 'encoded',
  bytes: new ArrayBuffer(8),
  mime: 'image/jpeg',
  widthPx: 4,
  heightPx: 2,
  thumbnail: new ArrayBuffer(2),
}

describe('encoding in a worker', () => {
  let workers: HandWorker[]
  let timers: HandTimers
  let encode: Encode

  beforeEach(() => {
    workers = []
    timers = createHandTimers()
    encode = createWorkerEncoder({
      startWorker: () => {
        const worker = new HandWorker()
        workers.push(worker)
        return worker as unknown as Worker
      },
      ...timers,
    })
  })
  const ask = (): Promise<EncodedImage> => encode(new ArrayBuffer(4), 'image/jpeg')

  test('starts no worker before the first picture, and one for all of them', async () => {
    expect(workers).toHaveLength(0)
    const first = ask()
    workers[0]?.answer({ image })
    await first
    const second = ask()
    workers[0]?.answer({ image })
    expect(await second).toBe(image)
    expect(workers).toHaveLength(1)
  })

  test('a picture that cannot be decoded is said so, and the worker goes on', async () => {
    const first = ask()
    workers[0]?.answer({ failure: 'InvalidStateError' })
    await expect(first).rejects.toThrow('InvalidStateError')
    void ask()
    expect(workers).toHaveLength(1)
  })

  test('a worker that never answers is given up, and the next picture has another', async () => {
    const first = ask()
    timers.pass(30_000)
    await expect(first).rejects.toThrow('silent')
    expect(workers[0]?.ended).toBe(true)
    const second = ask()
    workers[1]?.answer({ image })
    expect(await second).toBe(image)
  })

  test('a worker whose script does not load is given up', async () => {
    const first = ask()
    workers[0]?.dispatchEvent(new Event('error'))
    await expect(first).rejects.toThrow('failed')
    void ask()
    expect(workers).toHaveLength(2)
  })

  test('an answer in time stops the clock', async () => {
    const first = ask()
    workers[0]?.answer({ image })
    await first
    timers.pass(60_000)
    expect(workers[0]?.ended).toBe(false)
  })
})
