import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import LabelCamera from '../../../src/app/features/signs/LabelCamera.vue'
import type { ReadLabel } from '../../../src/app/features/signs/label-reader.ts'
import type { SubjectId } from '../../../src/domain/ids.ts'

let stopped = 0
const track = { stop: () => (stopped += 1), addEventListener: () => undefined }
const stream = { getTracks: () => [track] }

beforeEach(() => {
  stopped = 0
  vi.useFakeTimers()
  Object.defineProperty(HTMLVideoElement.prototype, 'srcObject', { value: null, writable: true, configurable: true })
  Object.defineProperty(HTMLVideoElement.prototype, 'readyState', { get: () => 4, configurable: true })
})
afterEach(() => {
  vi.useRealTimers()
  Reflect.deleteProperty(navigator, 'mediaDevices')
})

const giveCamera = (getUserMedia: () => Promise<unknown>): void => {
  Object.defineProperty(navigator, 'mediaDevices', { value: { getUserMedia }, configurable: true })
}

async function aim(read: ReadLabel): Promise<VueWrapper> {
  const wrapper = mount(LabelCamera, { props: { read } })
  await flushPromises()
  return wrapper
}

/** The camera looks again after a while. */
const looks = async (count: number): Promise<void> => {
  for (let look = 0; look < count; look += 1) {
    await vi.advanceTimersByTimeAsync(1_000)
    await flushPromises()
  }
}

test('the camera looks until a label of ours is before it, and then no more', async () => {
  giveCamera(async () => stream)
  const answers: (SubjectId | null)[] = [null, null, 'sign-1' as SubjectId]
  const read = vi.fn(async () => answers.shift() ?? null)
  const wrapper = await aim(read)
  await looks(5)
  expect(wrapper.emitted('found')).toEqual([['sign-1']])
  expect(read).toHaveBeenCalledTimes(3)
})

test('a look that fails once is no broken camera, one that always fails is', async () => {
  giveCamera(async () => stream)
  let isBroken = false
  const wrapper = await aim(async () => {
    if (isBroken) throw new Error('no picture')
    isBroken = true
    throw new Error('the video has just begun')
  })
  expect(wrapper.emitted('fail')).toBeUndefined()
  await looks(10)
  expect(wrapper.emitted('fail')).toHaveLength(1)
})

test('a camera that is refused is told', async () => {
  giveCamera(() => Promise.reject(new DOMException('no', 'NotAllowedError')))
  const wrapper = await aim(async () => null)
  expect(wrapper.emitted('fail')?.[0]?.[0]).toMatchObject({ code: 'photo/no-camera' })
})

test('the camera is given back with the screen', async () => {
  giveCamera(async () => stream)
  const wrapper = await aim(async () => null)
  wrapper.unmount()
  expect(stopped).toBe(1)
})
