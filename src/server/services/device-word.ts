import type { Clock } from '../../lib/clock.ts'
import type { SyncRequest } from '../../protocol/sync.ts'
import type { Tx } from '../store/store.ts'

/** Writes down that a device spoke, and what it said of itself. */
export async function noteDeviceWord(tx: Tx, request: SyncRequest, clock: Clock): Promise<void> {
  const { report } = request
  await tx
    .updateTable('device')
    .set({
      last_word_at: new Date(clock.now()).toISOString(),
      app: request.app,
      ...(report
        ? {
            unsent_entries: report.unsentEntries,
            unsent_parts: report.unsentParts,
            oldest_unsent_at: report.oldestUnsentAt,
            storage: report.storage,
            free_bytes: report.freeBytes,
            sentinel_lost: report.sentinelLost ? 1 : 0,
          }
        : {}),
    })
    .where('id', '=', request.device)
    .execute()
}
