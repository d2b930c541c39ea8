import 'fake-indexeddb/auto'
import { flushPromises } from '@vue/test-utils'
import { beforeEach, expect, test, vi } from 'vitest'
import SoundLevel from '../../../src/app/ui/SoundLevel.vue'
import { createPhone, mountScreen, type Phone, type Screen } from '../support/mount-screen.ts'

let phone: Phone
let heard: number | null
const open = (): Promise<Screen> => mountScreen(SoundLevel, { phone, path: '/', props: { level: () => heard } })
/** As much later, the screen is told. */
async function wait(ms: number): Promise<void> {
  phone.clock.advance(ms)
  document.dispatchEvent(new Event('visibilitychange'))
  await flushPromises()
}

beforeEach(() => {
  phone = createPhone()
  heard = 0.5
})

test('whoever records sees, and is told in words, that the microphone hears', async () => {
  const screen = await open()
  const meter = screen.wrapper.get('[role="meter"]')
  expect(meter.attributes()).toMatchObject({
    'aria-label': '音量',
    'aria-valuenow': '50',
    'aria-valuetext': '听得到声音',
  })
  expect(meter.findAll('.lit')).toHaveLength(5)
  expect(screen.wrapper.get('[role="status"]').text()).toBe('听得到声音')
})

test('a breath is no silence; two seconds without a sound are, until one comes', async () => {
  const screen = await open()
  heard = 0.1
  await wait(1_500)
  expect(screen.wrapper.get('[role="status"]').text()).toBe('听得到声音')
  await wait(1_000)
  await vi.waitFor(() => expect(screen.wrapper.get('[role="status"]').text()).toBe('▲ 听不到声音，请靠近话筒说'))
  heard = 0.5
  await wait(200)
  expect(screen.wrapper.get('[role="status"]').text()).toBe('听得到声音')
})

test('a phone that does not tell shows nothing', async () => {
  heard = null
  const screen = await open()
  expect(screen.wrapper.find('[role="meter"]').exists()).toBe(false)
  expect(screen.text()).toBe('')
})
