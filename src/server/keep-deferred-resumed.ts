import type { AppDeps } from './app-deps.ts'
import type { Repeat } from './repeat.ts'
import { resumeDeferred } from './services/resume-deferred.ts'

const everyMs = 60_000

export interface KeepDeferredResumedOptions extends Pick<AppDeps, 'store' | 'clock' | 'config' | 'live'> {
  readonly repeat: Repeat
  /** The next run takes them up then. */
  onFailure(failure: unknown): void
}

/** Takes up, while the server runs, each 缓办 within a minute of the end of its plan; the returned function ends it. */
export function keepDeferredResumed({ repeat, onFailure, ...deps }: KeepDeferredResumedOptions): () => void {
  const run = (): void => {
    resumeDeferred(deps)
      .then((scopes) => (scopes.length > 0 ? deps.live.publish(scopes) : undefined))
      .catch(onFailure)
  }
  run()
  return repeat(everyMs, run)
}
