import type { AppDeps } from './app-deps.ts'
import type { Repeat } from './repeat.ts'
import { endRoutes } from './services/end-routes.ts'

const everyMs = 60_000

export interface KeepRoutesEndedOptions extends Pick<AppDeps, 'store' | 'clock' | 'live'> {
  readonly repeat: Repeat
  /** The next run ends them then. */
  onFailure(failure: unknown): void
}

/** Ends, while the server runs, each 今晚路线 within a minute of the end of its wind; the returned function ends it. */
export function keepRoutesEnded({ repeat, onFailure, ...deps }: KeepRoutesEndedOptions): () => void {
  const run = (): void => {
    endRoutes(deps)
      .then((scopes) => (scopes.length > 0 ? deps.live.publish(scopes) : undefined))
      .catch(onFailure)
  }
  run()
  return repeat(everyMs, run)
}
