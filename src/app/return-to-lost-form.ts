import type { Router } from 'vue-router'
import type { AppServices } from './services.ts'

/** Name of the mark in the address that a form was come back to because its camera cost us the page. */
export const lostToCamera = { lost: 'camera' } as const

/** Android starts the app at its first screen when it has ended the page behind the camera: the form was meant. */
export async function returnToLostForm(router: Router, { person, problems }: AppServices): Promise<void> {
  try {
    const lost = await person.value?.pendingCapture.takeLost()
    if (!lost) return
    const form = router.resolve(lost.route)
    await router.replace({ path: form.path, query: { ...form.query, ...lostToCamera } })
  } catch (failure) {
    // The draft is safe either way and stands in 我的记录.
    problems.tell(failure)
  }
}
