import type { Clock } from '../../lib/clock.ts'
import type { DeviceReport, SyncRequest } from '../../protocol/sync.ts'
import type { Tx } from '../store/store.ts'

/** A whole number that a column can give back: beyond 2^53 reading it would fail, and the report is nobody's proof. */
const toCount = (value: number): number => Math.min(Number.MAX_SAFE_INTEGER, Math.max(0, Math.floor(value)))

const toColumns = (report: DeviceReport) => ({
  unsent_entries: toCount(report.unsentEntries),
  unsent_parts: toCount(report.unsentParts),
  oldest_unsent_at: report.oldestUnsentAt,
  storage: report.storage,
  free_bytes: report.freeBytes === null ? null : toCount(report.freeBytes),
  others_unsent: toCount(report.othersUnsent ?? 0),
  sentinel_lost: report.sentinelLost ? 1 : 0,
  unequal_blocks: toCount(report.unequalBlocks ?? 0),
  unhealed_blocks: toCount(report.unhealedBlocks ?? 0),
})

/** Writes down that a device spoke, and what it said of itself. */
export async function noteDeviceWord(tx: Tx, request: SyncRequest, clock: Clock): Promise<void> {
  await tx
    .updateTable('device')
    .set({
      last_word_at: new Date(clock.now()).toISOString(),
      app: request.app,
      ...(request.report ? toColumns(request.report) : {}),
    })
    .where('id', '=', request.device)
    .execute()
}
