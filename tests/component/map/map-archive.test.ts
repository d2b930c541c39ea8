import { expect, test } from 'vitest'
import MapArchive from '../../../src/app/features/map/MapArchive.vue'
import type { BaseMapState } from '../../../src/device/base-map/base-map.ts'
import { DeviceProblem } from '../../../src/device/device-problem.ts'
import { createPhone, mountScreen, type Screen } from '../support/mount-screen.ts'

const mb = 1024 * 1024
const offered = { sizeBytes: 20 * mb } as BaseMapState['offered']
const nothing: BaseMapState = {
  here: null,
  offered: null,
  bytesHere: 0,
  isFetching: false,
  online: null,
  problem: null,
}

const open = (state: Partial<BaseMapState>, problem: unknown = null): Promise<Screen> =>
  mountScreen(MapArchive, { phone: createPhone(), path: '/', props: { state: { ...nothing, ...state }, problem } })

test('a map that is being fetched says how much of it is here', async () => {
  const { text, button } = await open({ offered, bytesHere: 5 * mb, isFetching: true })
  expect(text()).toBe('正在下载离线地图 5.0 / 20.0 MB')
  expect(button('下载')).toBeUndefined()
})

test('a large map waits for a tap, and one that was cut is gone on with', async () => {
  const whole = await open({ offered })
  expect(whole.text()).toContain('离线地图 20.0 MB，建议在 Wi-Fi 下下载')
  await whole.tap('下载')
  expect(whole.wrapper.emitted('download')).toHaveLength(1)
  whole.wrapper.unmount()
  const cut = await open({ offered, bytesHere: 4 * mb })
  expect(cut.button('继续下载')).toBeDefined()
})

test('what is wrong with the map is said, and that nobody could be asked for a newer one is not', async () => {
  const problem = new DeviceProblem('network/unreachable')
  const quiet = await open({ here: offered, problem })
  expect(quiet.text()).toBe('')
  quiet.wrapper.unmount()
  const broken = await open({ here: offered }, new DeviceProblem('map/tile-damaged'))
  expect(broken.text()).toContain('离线地图有一处读不出来')
})
