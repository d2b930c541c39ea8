import type { Sha256 } from '../../domain/ids.ts'
import type { Store } from '../store/store.ts'
import { bytesGone } from './bytes-gone.ts'
import { forgetUnnamed } from './write-erasures.ts'

/** As long as a session that nobody uses: by then every phone that works has brought its records to the restored database. */
export const unsaidHeldMs = 45 * 24 * 60 * 60 * 1000

/**
 * Lets go of bytes that a restore kept for a record that might come, and for which none has come: `finishErasures` removes them.
 *
 * So it is after a crash between the two lines of an erasure in the log, and a restore before the second was written: without
 * this they would stay for ever, named by nothing.
 */
export async function forgetUnsaid(store: Store, nowMs: number): Promise<void> {
  const until = new Date(nowMs - unsaidHeldMs).toISOString()
  await store.write(async (tx) => {
    const due = await tx
      .updateTable('erasure')
      .set({ bytes_gone: bytesGone.waits, claimed_at: null })
      .where('bytes_gone', '=', bytesGone.unsaid)
      .where('claimed_at', '<=', until)
      .returning('sha256')
      .execute()
    await forgetUnnamed(tx, new Set(due.map(({ sha256 }) => sha256 as Sha256)))
  })
}
