import { expect, test, vi } from 'vitest'
import { shallowRef } from 'vue'
import BaseMapUpload from '../../../src/app/features/map/office/BaseMapUpload.vue'
import type { AppServices } from '../../../src/app/services.ts'
import { wireLimits } from '../../../src/protocol/limits.ts'
import { createPhone, mountScreen } from '../support/mount-screen.ts'

test('a map that is too large is refused before a byte of it is read', async () => {
  const publish = vi.fn(async () => undefined)
  const services = { mapDesk: async () => ({ publish }) } as unknown as Partial<AppServices>
  const base = { state: shallowRef(null), open: () => null, download: () => undefined }
  const screen = await mountScreen(BaseMapUpload, { phone: createPhone(), path: '/', services, props: { base } })
  const arrayBuffer = vi.fn()
  const file = { name: 'province.pmtiles', size: wireLimits.partBytes + 1, arrayBuffer }
  const input = screen.wrapper.find<HTMLInputElement>('input[type=file]')
  Object.defineProperty(input.element, 'files', { value: [file] })
  await input.trigger('change')
  await vi.waitFor(() => expect(screen.text()).toContain('地图文件超过 64 MB'))
  expect([arrayBuffer.mock.calls, publish.mock.calls]).toEqual([[], []])
})
