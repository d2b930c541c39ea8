import type { Router } from 'vue-router'
import type { AppServices } from './services.ts'

const reloadedKey = 'xunhu.reloadedForChunksAtMs'
/** A second reload so soon would be a loop: the file is missing for another reason. */
const onceInMs = 5 * 60_000

/** With our server there it is the old build in the worker's cache that names a file of the past; the update prompt stands beside. */
const codeOf = (answers: boolean): string => (answers ? 'app/outdated' : 'app/screen-not-here')

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
      problems.tell(Object.assign(new Error('A screen did not load.', { cause: failure }), { code: codeOf(answers) }))
      return
    }
    sessionStorage.setItem(reloadedKey, String(clock.now()))
    location.assign(path)
  }
  router.onError((failure: unknown, to) => void reloadOnce(to.fullPath, failure))
}
