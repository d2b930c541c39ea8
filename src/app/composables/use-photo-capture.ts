import { readonly, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { LocatorState } from '../../device/location/locator.ts'
import { askForPicture, type Shot } from '../../device/photos/ask-for-picture.ts'
import type { PhotoRole } from '../../domain/casework/photo-rule.ts'
import type { PhotoRef } from '../../domain/journal/part-ref.ts'
import type { Fix } from '../../domain/place/point.ts'
import { usePerson } from './use-person.ts'
import { useServices } from './use-services.ts'

/** A viewfinder that the screen is to show, and where its picture goes; null when the person gives up. */
export interface Shutter {
  answer(shot: Shot | null): void
  /** The camera cannot be opened inside the page: the phone's own is the next one. */
  fail(problem: unknown): void
}

/** `viewfinder`: inside the page, for a picture that is laid over another; the phone's own camera where that cannot be. */
export type CaptureWish = 'camera' | 'viewfinder' | 'gallery'

export interface PhotoCapture {
  readonly busy: Readonly<Ref<boolean>>
  readonly problem: Readonly<Ref<unknown>>
  /** Set while the viewfinder is to be on the screen. */
  readonly shutter: Readonly<ShallowRef<Shutter | null>>
  /** Opens the camera (or the gallery) and keeps what comes back; null when the person came back with nothing. */
  take(source: CaptureWish, role: PhotoRole): Promise<PhotoRef | null>
}

/** The phone's own camera stops the watch for as long as it has the screen; an older fix is of another place. */
const freshForMs = 2 * 60_000

function freshFix(state: LocatorState, takenAtMs: number): Fix | null {
  const best = 'best' in state ? state.best : null
  return best && takenAtMs - Date.parse(best.fixAt) <= freshForMs ? best : null
}

/**
 * Pictures for one draft. `flush` runs before the camera opens: Android may end this page while the camera has the screen.
 *
 * A device that has done so once takes its pictures inside the page from then on.
 */
export function usePhotoCapture(draftId: string, flush: () => Promise<void>, route: string): PhotoCapture {
  const { photos, pendingCapture } = usePerson()
  const { clock, locator } = useServices()
  const busy = ref(false)
  const problem = ref<unknown>(null)
  const shutter = shallowRef<Shutter | null>(null)
  let isViewfinderBroken = false

  const lookThroughViewfinder = (): Promise<Shot | null> =>
    new Promise<Shot | null>((resolve, reject) => {
      shutter.value = {
        answer: resolve,
        fail: (failure) => {
          isViewfinderBroken = true
          reject(failure)
        },
      }
    }).finally(() => (shutter.value = null))

  async function openPicker(source: 'camera' | 'gallery', role: PhotoRole): Promise<Shot | null> {
    await pendingCapture.begin({ draftId, route, role })
    busy.value = false
    return askForPicture(document, source, () => void pendingCapture.end().catch(() => undefined))
  }

  async function capture(wish: CaptureWish, role: PhotoRole): Promise<PhotoRef | null> {
    await flush()
    const isWished = wish === 'viewfinder' || (wish === 'camera' && (await pendingCapture.hasLostPage()))
    const isInPage = isWished && !isViewfinderBroken
    const picker = wish === 'gallery' ? 'gallery' : 'camera'
    const shot = isInPage ? await lookThroughViewfinder() : await openPicker(picker, role)
    if (!shot) return null
    busy.value = true
    const takenAtMs = clock.now()
    const fix = picker === 'camera' ? freshFix(locator.current(), takenAtMs) : null
    return photos.take({
      ...shot,
      role,
      source: isInPage ? 'viewfinder' : picker,
      draftId,
      takenAtMs,
      ...(fix ? { fix } : {}),
    })
  }

  return {
    busy: readonly(busy),
    problem,
    shutter,
    take: async (source, role) => {
      problem.value = null
      busy.value = true
      try {
        return await capture(source, role)
      } catch (failure) {
        problem.value = failure
        return null
      } finally {
        busy.value = false
      }
    },
  }
}
