import { DeviceProblem } from '../device-problem.ts'
import { databaseVersion, type XunhuDatabase } from './database.ts'
import { isNewerThanCode } from './schema-version.ts'
import { createSentinel, type SentinelParts } from './sentinel.ts'
import { withDb, type Sleep } from './with-db.ts'

export interface OpenParts extends SentinelParts {
  readonly sleep: Sleep
  /**
   * Told at the start and at any later moment: `storage/emptied` when the browser threw the data away, `storage/newer-version`
   * when another window runs newer code (this one can only read now), `storage/blocked` while another window holds up an upgrade.
   */
  onProblem(problem: DeviceProblem): void
}

/**
 * Opens the database and looks, now and after every loss of the connection, whether it is the one we left.
 *
 * Resolves once it can be used, with `onProblem` told before; rejects with `storage/unavailable` or `storage/full`.
 */
export async function openDatabase(db: XunhuDatabase, parts: OpenParts): Promise<void> {
  const compare = createSentinel(parts)

  async function inspect(opened: XunhuDatabase): Promise<void> {
    if (isNewerThanCode(opened, databaseVersion)) parts.onProblem(new DeviceProblem('storage/newer-version'))
    else if ((await compare(opened)) === 'emptied') parts.onProblem(new DeviceProblem('storage/emptied'))
  }

  // Sticky: Dexie opens again by itself after the browser closed the connection, and everything waits until this is done.
  db.on('ready', (opened) => inspect(opened as XunhuDatabase), true)
  db.on('blocked', () => parts.onProblem(new DeviceProblem('storage/blocked')))
  await withDb(db, parts.sleep, () => db.open())
}
