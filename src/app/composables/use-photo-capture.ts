import { ref, type Ref } from 'vue'
import type { PhotoRole } from '../../domain/casework/photo-rule.ts'
import type { PhotoRef } from '../../domain/journal/part-ref.ts'
import { usePerson } from './use-person.ts'
import { useServices } from './use-services.ts'

export interface PhotoCapture {
  readonly busy: Readonly<Ref<boolean>>
  readonly problem: Readonly<Ref<unknown>>
  /** Opens the camera (or the gallery) and keeps what comes back; null when the person came back with nothing. */
  take(source: 'camera' | 'gallery', role: PhotoRole): Promise<PhotoRef | null>
}

/**
 * A new input for each picture, kept in the page until it answers.
 *
 * On iOS an input whose camera was cancelled once stays dead: https://github.com/PWA-POLICE/pwa-bugs/issues/12
 */
function askForPicture(source: 'camera' | 'gallery'): Promise<File | null> {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = 'image/*'
  input.hidden = true
  if (source === 'camera') input.setAttribute('capture', 'environment')
  document.body.append(input)
  return new Promise((resolve) => {
    const answer = (file: File | null): void => {
      input.remove()
      resolve(file)
    }
    input.addEventListener('change', () => answer(input.files?.[0] ?? null))
    input.addEventListener('cancel', () => answer(null))
    input.click()
  })
}

/**
 * Pictures for one draft. `flush` runs before the camera opens: Android may end this page while the camera has the screen.
 */
export function usePhotoCapture(draftId: string, flush: () => Promise<void>, route: string): PhotoCapture {
  const { photos, pendingCapture } = usePerson()
  const { clock } = useServices()
  const busy = ref(false)
  const problem = ref<unknown>(null)

  async function capture(source: 'camera' | 'gallery', role: PhotoRole): Promise<PhotoRef | null> {
    await flush()
    await pendingCapture.begin({ draftId, route, role })
    const file = await askForPicture(source)
    await pendingCapture.end()
    if (!file) return null
    busy.value = true
    return photos.take({
      // At once: a File from an Android picker may become unreadable later.
      bytes: await file.arrayBuffer(),
      mime: file.type,
      role,
      source,
      draftId,
      takenAtMs: clock.now(),
      fileTimeMs: file.lastModified,
    })
  }

  return {
    busy,
    problem,
    take: async (source, role) => {
      problem.value = null
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
