import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import BeforeAfter from '../../../src/app/ui/BeforeAfter.vue'
import GhostImage from '../../../src/app/ui/GhostImage.vue'
import { createPhone, mountScreen } from '../support/mount-screen.ts'

const open = () => mountScreen(BeforeAfter, { phone: createPhone(), path: '/', props: { before: 'p-1', after: 'p-2' } })

test('the slider uncovers the picture of before as far as it is moved', async () => {
  const { wrapper } = await open()
  const slider = wrapper.get('input[type="range"]')
  expect(slider.attributes('aria-label')).toMatch(/.+ \| .+/)
  const [before, after] = wrapper.findAll('img').map((image) => image.element)
  expect([before?.src, after?.src].map((src) => src?.replace(/^.*\/api/, '/api'))).toEqual([
    '/api/parts/p-1?size=view',
    '/api/parts/p-2?size=view',
  ])
  expect(after?.style.clipPath).toBe('inset(0 0 0 50%)')
  await slider.setValue(80)
  expect(after?.style.clipPath).toBe('inset(0 0 0 80%)')
})

test('side by side both are seen whole, and neither is covered', async () => {
  const { wrapper } = await open()
  await wrapper.get('input[type="checkbox"]').setValue(true)
  expect(wrapper.find('input[type="range"]').exists()).toBe(false)
  expect(wrapper.findAll('img').map((image) => image.element.style.clipPath)).toEqual(['', ''])
  await wrapper.get('input[type="checkbox"]').setValue(false)
  expect(wrapper.find('input[type="range"]').exists()).toBe(true)
})

test('the ghost is this phone’s own picture where it has it, and the server’s where it has not', async () => {
  const phone = createPhone()
  const bytes = new Uint8Array([1, 2, 3]).buffer
  const { partId } = await phone.photos.take({
    bytes,
    mime: 'image/jpeg',
    role: 'far',
    source: 'camera',
    takenAtMs: 1,
    draftId: 'draft',
  })
  const ghost = async (id: string) =>
    (await mountScreen(GhostImage, { phone, path: '/', props: { partId: id } })).wrapper
  const own = await ghost(partId)
  await vi.waitFor(() => expect(own.get('img').attributes('src')).toMatch(/^blob:/))
  expect(own.get('img').attributes('alt')).toBe('')
  const other = await ghost('p-elsewhere')
  await vi.waitFor(() => expect(other.get('img').attributes('src')).toBe('/api/parts/p-elsewhere?size=view'))
})
