import type { Router } from 'vue-router'
import type { AppServices } from './services.ts'

const reloadedKey = 'xunhu.reloadedForChunksAtMs'
/** A second reload so soon would be a loop: the file is missing for another reason. */
const onceInMs = 5 * 60_000

/**
 * A page older than the server's build asks for files that are gone: reload once, and only while our server answers.
 *
 * Drafts are on disk already: leaving a form flushes it. Where a reload cannot help the person is told.
 */
export function recoverFromStaleChunks(router: Router, { about, clock, problems }: AppServices): void {
  const isRecent = (): boolean => clock.now() - Number(sessionStorage.getItem(reloadedKey) ?? 0) < onceInMs

  async function reloadOnce(path: string, failure: unknown): Promise<void> {
    // Its answer is checked to be ours: behind a captive portal every address answers.
    const answers = await about().then(
      () => true,
      () => false,
    )
    if (isRecent() || !answers) {
      problems.tell(failure)
      return
    }
    sessionStorage.setItem(reloadedKey, String(clock.now()))
    location.assign(path)
  }
  window.addEventListener('vite:preloadError', (event) => {
    event.preventDefault()
    void reloadOnce(location.pathname + location.search, event.payload)
  })
  router.onError((failure: unknown, to) => void reloadOnce(to.fullPath, failure))
}
