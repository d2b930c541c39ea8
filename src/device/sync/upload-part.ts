import type { PartRow } from '../database/rows.ts'
import { withDb } from '../database/with-db.ts'
import { DeviceProblem } from '../device-problem.ts'
import type { SyncParts } from './sync-parts.ts'
import { uploadBytes } from './upload-bytes.ts'

/** No chunk for so long: the part is given up and tried again later, with more time. */
const stallMs = 30_000
/** 30 s, 60 s, 120 s: 128 KiB in 120 s pass where a line gives no more than 9 kbit/s. */
const mostDoublings = 2

const timeoutMs = (part: PartRow): number => stallMs * 2 ** Math.min(part.attempts, mostDoublings)

/** The bytes as they were taken; a store that changed them must not have them sent under the old name. */
async function loadBytes(parts: SyncParts, part: PartRow): Promise<ArrayBuffer> {
  const held = await withDb(parts.db, parts.sleep, () => parts.db.partBytes.get(part.partId))
  if (!held || (await parts.digest(held.bytes)) !== part.sha256) throw new DeviceProblem('record/not-found')
  return held.bytes
}

/** Sends these chunks of one of this phone's parts; resolves and rejects as `uploadBytes` does. */
export async function uploadPart(
  parts: SyncParts,
  part: PartRow,
  needed: readonly number[],
  onProgress: (bytesSent: number) => Promise<void>,
): Promise<void> {
  const bytes = await loadBytes(parts, part)
  await uploadBytes(parts, { sha256: part.sha256, bytes, timeoutMs: timeoutMs(part) }, needed, onProgress)
}
