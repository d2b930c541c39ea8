import type { Router } from 'vue-router'

const reloadedKey = 'xunhu.reloadedForChunks'

/**
 * A page older than the server's build asks for files that are gone: reload once, and only while the server answers.
 *
 * Drafts are on disk already: leaving a form flushes it.
 */
export function recoverFromStaleChunks(router: Router): void {
  async function reloadOnce(path: string): Promise<void> {
    if (sessionStorage.getItem(reloadedKey)) return
    const answers = await fetch('/healthz', { cache: 'no-store' }).then(
      (answer) => answer.ok,
      () => false,
    )
    if (!answers) return
    sessionStorage.setItem(reloadedKey, 'yes')
    location.assign(path)
  }
  window.addEventListener('vite:preloadError', (event) => {
    event.preventDefault()
    void reloadOnce(location.pathname)
  })
  router.onError((_failure, to) => void reloadOnce(to.fullPath))
}
