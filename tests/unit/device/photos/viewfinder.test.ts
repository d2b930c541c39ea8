import { beforeEach, describe, expect, test } from 'vitest'
import { createViewfinder, type Viewfinder } from '../../../../src/device/photos/viewfinder.ts'

/** A camera that the test may refuse, and that knows how many of its streams are running. */
function createCamera() {
  const running = new Set<object>()
  let refusal: Error | null = null
  let opened = 0
  return {
    mediaDevices: {
      getUserMedia: async () => {
        if (refusal) throw refusal
        opened += 1
        const stream = { getTracks: () => [{ stop: () => running.delete(stream) }] }
        running.add(stream)
        return stream as unknown as MediaStream
      },
    },
    refuse: () => (refusal = new DOMException('no', 'NotAllowedError')),
    running: () => running.size,
    opened: () => opened,
  }
}

describe('the viewfinder', () => {
  let camera: ReturnType<typeof createCamera>
  let page: EventTarget & { visibilityState: DocumentVisibilityState }
  let finder: Viewfinder
  let shown: (MediaStream | null)[]

  beforeEach(() => {
    camera = createCamera()
    page = Object.assign(new EventTarget(), { visibilityState: 'visible' as const })
    finder = createViewfinder({ mediaDevices: camera.mediaDevices, document: page as unknown as Document })
    shown = []
  })
  const open = (): Promise<void> => finder.open((stream) => shown.push(stream))
  async function turn(visibility: DocumentVisibilityState): Promise<void> {
    page.visibilityState = visibility
    page.dispatchEvent(new Event('visibilitychange'))
    await Promise.resolve()
  }

  test('asks for the camera once and shows it', async () => {
    await open()
    expect(camera.opened()).toBe(1)
    expect(shown).toHaveLength(1)
  })

  test('gives the camera back when it is closed', async () => {
    await open()
    finder.close()
    expect(camera.running()).toBe(0)
  })

  test('gives the camera back when the phone is put away, and takes it again', async () => {
    await open()
    await turn('hidden')
    expect(camera.running()).toBe(0)
    expect(shown.at(-1)).toBeNull()
    await turn('visible')
    expect(camera.running()).toBe(1)
    expect(shown.at(-1)).not.toBeNull()
  })

  test('does not keep a camera that was granted after it was closed', async () => {
    const opening = open()
    finder.close()
    await opening
    expect(camera.running()).toBe(0)
  })

  test('after closing, waking up takes no camera', async () => {
    await open()
    finder.close()
    await turn('visible')
    expect(camera.opened()).toBe(1)
  })

  test('says so when the camera is refused or there is none', async () => {
    camera.refuse()
    await expect(open()).rejects.toMatchObject({ code: 'photo/no-camera' })
    const without = createViewfinder({ mediaDevices: undefined, document: page as unknown as Document })
    await expect(without.open(() => undefined)).rejects.toMatchObject({ code: 'photo/no-camera' })
  })
})
