import type { DeviceId, PersonId } from '../../domain/ids.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Random } from '../../lib/random.ts'
import type { DeviceReport } from '../../protocol/sync.ts'
import type { XunhuDatabase } from '../database/database.ts'
import type { Sleep } from '../database/with-db.ts'
import type { HttpClient } from '../http/http-client.ts'
import type { Digest } from '../journal/digest.ts'

/** Runs one pass alone among this device's windows, or not at all; a hint only, the server keeps things right. */
export type PassLock = <T>(name: string, pass: () => Promise<T>) => Promise<T | 'busyElsewhere'>

/** What the sync engine is built from. */
export interface SyncParts {
  readonly db: XunhuDatabase
  readonly http: HttpClient
  readonly clock: Clock
  readonly random: Random
  readonly digest: Digest
  readonly sleep: Sleep
  readonly personId: PersonId
  readonly device: DeviceId
  readonly bootId: string
  readonly appBuild: string
  readonly lock: PassLock
  report(): Promise<DeviceReport>
}
