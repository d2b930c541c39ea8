import { join } from 'node:path'
import { lockForOneProcess, StoreInUseError } from '../store/sqlite/one-process.ts'

/** Another backup is being written into the same folder. */
export class BackupRunningError extends Error {}

/**
 * Makes this the only backup that is written into the folder; returns the end of it. Throws `BackupRunningError`.
 *
 * A backup begins by removing what another left half-made: of two at once each would take the other's work away.
 */
export function lockBackups(backupDir: string): () => void {
  try {
    return lockForOneProcess(join(backupDir, 'backup'))
  } catch (failure) {
    if (failure instanceof StoreInUseError) throw new BackupRunningError(`${backupDir} is being written to.`)
    throw failure
  }
}
