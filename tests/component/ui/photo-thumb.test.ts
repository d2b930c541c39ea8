import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import PhotoThumb from '../../../src/app/ui/PhotoThumb.vue'
import type { PhotoRef } from '../../../src/domain/journal/part-ref.ts'
import type { PartId } from '../../../src/domain/ids.ts'
import { createPhone, mountScreen, type Phone, type Screen } from '../support/mount-screen.ts'

describe('a photo in a list', () => {
  let phone: Phone

  beforeEach(() => {
    phone = createPhone()
  })

  const take = (): Promise<PhotoRef> =>
    phone.photos.take({
      bytes: Uint8Array.from([0xff, 0xd8, 0xff, 1]).buffer,
      mime: 'image/jpeg',
      role: 'scene',
      source: 'camera',
      draftId: 'draft-1',
      takenAtMs: phone.clock.now(),
    })
  async function show(partId: PartId): Promise<Screen> {
    const screen = await mountScreen(PhotoThumb, { phone, path: '/records', props: { partId } })
    await vi.waitFor(() => expect(screen.wrapper.find('img').exists()).toBe(true))
    return screen
  }

  test('comes from this phone where it has one', async () => {
    const screen = await show((await take()).partId)
    expect(screen.wrapper.get('img').attributes('src')).toMatch(/^blob:/)
  })

  test('comes from the server where this phone has none', async () => {
    const screen = await show('part-of-a-colleague' as PartId)
    expect(screen.wrapper.get('img').attributes('src')).toBe('/api/parts/part-of-a-colleague?size=thumb')
  })

  test('says so when it is on neither', async () => {
    const screen = await show('part-of-a-colleague' as PartId)
    await screen.wrapper.get('img').trigger('error')
    await vi.waitFor(() => expect(screen.text()).toContain('照片在其他设备上'))
  })

  test('says that the original is kept where nothing here can draw it', async () => {
    const { partId } = await take()
    await phone.db.thumbnails.delete(partId)
    const screen = await show(partId)
    await screen.wrapper.get('img').trigger('error')
    await vi.waitFor(() => expect(screen.text()).toContain('原件已保留'))
  })

  test('gives the picture’s memory back when it leaves the screen', async () => {
    const revoke = vi.spyOn(URL, 'revokeObjectURL')
    const screen = await show((await take()).partId)
    const url = screen.wrapper.get('img').attributes('src')
    screen.wrapper.unmount()
    await flushPromises()
    expect(revoke).toHaveBeenCalledWith(url)
  })
})
