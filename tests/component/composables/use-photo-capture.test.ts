import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { shallowRef } from 'vue'
import { usePhotoCapture, type PhotoCapture } from '../../../src/app/composables/use-photo-capture.ts'
import type { LocatorState } from '../../../src/device/location/locator.ts'
import type { PersonServices } from '../../../src/app/services.ts'
import { createPendingCapture, type PendingCapture } from '../../../src/device/photos/pending-capture.ts'
import type { Fix } from '../../../src/domain/place/point.ts'
import { createEngine } from '../../support/fresh-engine.ts'
import { createPhoneStorage, type PhoneStorage } from '../../support/phone-storage.ts'
import { inComponent, type InComponent } from '../support/in-component.ts'

describe('taking a picture for a form', () => {
  let phone: PhoneStorage
  let pendingCapture: PendingCapture
  let screen: InComponent<PhotoCapture>
  let flush: () => Promise<void>
  /** The inputs that were opened, and what was on disk at that moment. */
  let located: LocatorState
  let opened: { readonly input: HTMLInputElement; readonly flushed: number }[]

  beforeEach(() => {
    phone = createPhoneStorage(createEngine())
    pendingCapture = createPendingCapture(phone.db, phone.clock)
    flush = vi.fn(async () => undefined)
    opened = []
    located = { state: 'off' }
    vi.spyOn(HTMLInputElement.prototype, 'click').mockImplementation(function (this: HTMLInputElement) {
      opened.push({ input: this, flushed: vi.mocked(flush).mock.calls.length })
    })
    const person = shallowRef({ photos: phone.photos, pendingCapture } as unknown as PersonServices)
    screen = inComponent(() => usePhotoCapture('draft-1', () => flush(), '/finding/draft-1'), {
      person,
      clock: phone.clock,
      locator: { watch: () => () => undefined, current: () => located },
    })
  })
  afterEach(() => {
    screen.leave()
    document.body.replaceChildren()
  })

  const picture = (): File => new File([Uint8Array.from([0xff, 0xd8, 0xff, 1])], 'IMG.jpg', { type: 'image/jpeg' })

  async function camera(): Promise<HTMLInputElement> {
    await vi.waitFor(() => expect(opened.length).toBeGreaterThan(0))
    return opened.at(-1)?.input as HTMLInputElement
  }
  async function comesBackWith(files: readonly File[]): Promise<void> {
    const input = await camera()
    Object.defineProperty(input, 'files', { value: files })
    input.dispatchEvent(new Event(files.length > 0 ? 'change' : 'cancel'))
  }

  test('the form is on disk, and where it stood is known, before the camera opens', async () => {
    void screen.result.take('camera', 'scene')
    await camera()
    expect(opened[0]?.flushed).toBe(1)
    expect(await pendingCapture.takeLost()).toMatchObject({ draftId: 'draft-1', route: '/finding/draft-1' })
  })

  test('a form that cannot be saved opens no camera', async () => {
    const failure = new Error('storage/full')
    flush = () => Promise.reject(failure)
    expect(await screen.result.take('camera', 'scene')).toBeNull()
    expect(screen.result.problem.value).toBe(failure)
    expect(opened).toHaveLength(0)
  })

  test('what the camera gives belongs to the draft', async () => {
    const taking = screen.result.take('camera', 'scene')
    await comesBackWith([picture()])
    expect(await taking).toMatchObject({ kind: 'photo', role: 'scene', source: 'camera' })
    expect(await phone.photos.ofDraft('draft-1')).toHaveLength(1)
  })

  test('a picture from the gallery says so, with the time of its file', async () => {
    const taking = screen.result.take('gallery', 'before')
    await comesBackWith([picture()])
    expect(await taking).toMatchObject({ source: 'gallery', fileTimeAt: expect.any(String) as string })
    expect(opened[0]?.input.hasAttribute('capture')).toBe(false)
  })

  describe('where the phone is at the shutter', () => {
    const here = (ageMs: number): Fix => ({
      lat: 32,
      lng: 117,
      accuracyM: 8,
      crs: 'wgs84',
      source: 'gps',
      fixAt: new Date(phone.clock.now() - ageMs).toISOString(),
    })
    async function fixAfter(source: 'camera' | 'gallery', state: LocatorState): Promise<Fix | undefined> {
      located = state
      const taking = screen.result.take(source, 'scene')
      await comesBackWith([picture()])
      const ref = await taking
      return ref ? (await phone.photos.shutterFixes('draft-1')).get(ref.partId) : undefined
    }

    test('is kept beside the picture', async () => {
      const best = here(5_000)
      expect(await fixAfter('camera', { state: 'fixed', best })).toEqual(best)
    })

    test('is not known by a fix from before the camera was opened for long', async () => {
      expect(await fixAfter('camera', { state: 'fixed', best: here(121_000) })).toBeUndefined()
    })

    test('is nothing that a picture from the gallery could know', async () => {
      expect(await fixAfter('gallery', { state: 'fixed', best: here(0) })).toBeUndefined()
    })
  })

  test('coming back with nothing is no problem', async () => {
    const taking = screen.result.take('camera', 'scene')
    await comesBackWith([])
    expect(await taking).toBeNull()
    expect(screen.result.problem.value).toBeNull()
    expect(screen.result.busy.value).toBe(false)
  })

  test('each picture has an input of its own, and none is left in the page', async () => {
    const first = screen.result.take('camera', 'scene')
    await comesBackWith([])
    await first
    const second = screen.result.take('camera', 'scene')
    await vi.waitFor(() => expect(opened).toHaveLength(2))
    await comesBackWith([])
    await second
    expect(opened[0]?.input).not.toBe(opened[1]?.input)
    expect(document.querySelectorAll('input[type=file]')).toHaveLength(0)
  })

  test('a page that is seen again has survived the camera', async () => {
    void screen.result.take('camera', 'scene')
    await camera()
    document.dispatchEvent(new Event('visibilitychange'))
    await vi.waitFor(async () => expect(await pendingCapture.takeLost()).toBeNull())
  })

  describe('on a device that has lost its page to the camera', () => {
    beforeEach(async () => {
      await pendingCapture.begin({ draftId: 'draft-0', route: '/finding/draft-0', role: 'scene' })
      await pendingCapture.takeLost()
    })

    test('the camera opens inside the page', async () => {
      const taking = screen.result.take('camera', 'scene')
      await vi.waitFor(() => expect(screen.result.shutter.value).not.toBeNull())
      screen.result.shutter.value?.answer({ bytes: await picture().arrayBuffer(), mime: 'image/jpeg' })
      expect(await taking).toMatchObject({ source: 'viewfinder' })
      expect(screen.result.shutter.value).toBeNull()
      expect(opened).toHaveLength(0)
    })

    test('where it cannot, the next try is the phone’s own camera', async () => {
      const failure = new Error('photo/no-camera')
      const first = screen.result.take('camera', 'scene')
      await vi.waitFor(() => expect(screen.result.shutter.value).not.toBeNull())
      screen.result.shutter.value?.fail(failure)
      expect(await first).toBeNull()
      expect(screen.result.problem.value).toBe(failure)
      void screen.result.take('camera', 'scene')
      expect(await camera()).toBeInstanceOf(HTMLInputElement)
    })

    test('the gallery is still the phone’s own', async () => {
      void screen.result.take('gallery', 'scene')
      expect(await camera()).toBeInstanceOf(HTMLInputElement)
    })
  })
})
