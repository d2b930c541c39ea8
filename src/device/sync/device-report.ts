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
  const queued = await db.journal.where('sendState').equals('queued').toArray()
  const parts = await db.parts.where('sendState').equals('queued').count()
  const check = await loadFact(db, 'digestCheck')
  const oldestMs = Math.min(...queued.map((row) => row.atMs))
  return {
    unsentEntries: queued.length,
    unsentParts: parts,
    oldestUnsentAt: queued.length > 0 ? new Date(oldestMs).toISOString() : null,
    ...facts,
    ...(check && check.unequalBlocks > 0
      ? { unequalBlocks: check.unequalBlocks, unhealedBlocks: check.unhealedBlocks }
      : {}),
  }
}
