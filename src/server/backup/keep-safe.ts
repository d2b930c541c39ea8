import type { AppDeps } from '../app-deps.ts'
import type { Repeat } from '../repeat.ts'
import { renewMark } from '../services/epoch.ts'
import { keepBackingUp } from './run-backup.ts'

/** A copy of the database that is older than this is known for one when it is put back, even after a power cut. */
const renewMarkEveryMs = 10 * 60 * 1000

interface Log {
  warn(failure: unknown, message: string): void
  error(failure: unknown, message: string): void
}

/** What a running server does so that nothing is lost with its disk or by an older copy; returns the end of it. */
export function keepSafe(deps: AppDeps, repeat: Repeat, log: Log): () => Promise<void> {
  const endRenewing = repeat(renewMarkEveryMs, () => {
    renewMark(deps).catch((failure: unknown) => log.warn(failure, 'the mark of the database was not renewed'))
  })
  const onFailure = (failure: unknown): void => log.error(failure, 'no backup was made')
  const endBackups = deps.config.backupDir === '' ? () => Promise.resolve() : keepBackingUp(deps, { repeat, onFailure })
  return async () => {
    endRenewing()
    await endBackups()
    // A copy that was made while this ran is older than what stands here now.
    await renewMark(deps)
  }
}
