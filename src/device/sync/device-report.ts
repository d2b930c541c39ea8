import type { DeviceReport } from '../../protocol/sync.ts'
import type { XunhuDatabase } from '../database/database.ts'
import { loadFact } from '../database/facts.ts'

export interface StorageFacts {
  readonly storage: DeviceReport['storage']
  readonly freeBytes: number | null
  readonly sentinelLost: boolean
  /** Records of other people on this phone. */
  readonly othersUnsent?: number
}

/** What this device tells the office of itself: counts and the health of its storage. */
export async function deviceReport(db: XunhuDatabase, facts: StorageFacts): Promise<DeviceReport> {
  const queued = await db.journal.where('sendState').equals('queued').primaryKeys()
  const parts = await db.parts.where('sendState').equals('queued').count()
  const check = await loadFact(db, 'digestCheck')
  // By their ids, which begin with the time: a day's unsent records need not be read for it.
  const [oldestId] = queued.sort()
  const oldest = oldestId === undefined ? undefined : await db.journal.get(oldestId)
  return {
    unsentEntries: queued.length,
    unsentParts: parts,
    oldestUnsentAt: oldest ? new Date(oldest.atMs).toISOString() : null,
    ...facts,
    ...(check && check.unequalBlocks > 0
      ? { unequalBlocks: check.unequalBlocks, unhealedBlocks: check.unhealedBlocks }
      : {}),
  }
}
